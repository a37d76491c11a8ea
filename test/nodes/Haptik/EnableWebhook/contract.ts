import { range } from 'lodash';

import type { ActionContract, VariantOf } from '../../../../testkit/contract';
import { knowledgeOf, WEBHOOK } from '../support';

/** The business of the first item. */
const FIRST = 8000;

const item = (index: number) => ({ json: { index, business: FIRST + index } });

const NO_SESSION = 'Haptik has no session: its token is good or bad for good';

const enableWebhook: VariantOf<'haptik'> = (haptik) => {
	const { credential, secrets } = knowledgeOf(haptik);
	return {
		credentials: () => ({ haptikApi: credential() }),
		parameters: { businessId: '={{ $json.business }}' },
		item,
		bad: {
			item: (index) => ({ json: { index, business: 'shop' } }),
			message: /^"Business ID" holds "shop"$/,
		},
		refused: {
			item: (index) => ({ json: { index, business: 9999 } }),
			message: /^Haptik refused the request$/,
		},
		call: { method: 'POST', path: WEBHOOK },
		writes: true,
		prepare: (count) => {
			haptik().settings.businessIds = [7104, ...range(FIRST, FIRST + count)];
		},
		delivered: () =>
			haptik()
				.store.held('webhook')
				.map(({ fact }) => Number(fact.business_id) - FIRST),
		secrets,
		exceptions: {
			'401 once': { report: 'not delivered', because: NO_SESSION },
			'session expires in the middle of a run': { report: 'not delivered', because: NO_SESSION },
		},
	};
};

export const contract: ActionContract<'haptik'> = {
	node: 'haptikEnableWebhook',
	foundBy: [],
	variants: [enableWebhook],
	unlisted: { businessId: 'Haptik lists no businesses' },
	subtitles: [
		[{}, ''],
		[{ businessId: '7104' }, 'business 7104'],
	],
	tool: { model: [], flow: ['businessId'] },
};
