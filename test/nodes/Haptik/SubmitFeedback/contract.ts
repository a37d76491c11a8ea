import { range } from 'lodash';

import type { ActionContract, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER } from '../../../../testkit/fates';
import { FEEDBACK, knowledgeOf } from '../support';

const item = (index: number) => ({ json: { index, authId: `cust_${index}`, rating: 4 } });

const NO_SESSION = 'Haptik has no session: its token is good or bad for good';

const submitFeedback: VariantOf<'haptik'> = (haptik) => {
	const { converses, credential, secrets } = knowledgeOf(haptik);
	return {
		credentials: () => ({ haptikApi: credential() }),
		parameters: {
			authId: '={{ $json.authId }}',
			queryRating: '={{ $json.rating }}',
			queryResolved: true,
		},
		item,
		bad: {
			item: (index) => ({ json: { ...item(index).json, rating: 6 } }),
			message: /^"Query Rating" holds "6"$/,
		},
		refused: {
			item: (index) => ({ json: { ...item(index).json, authId: 'nobody' } }),
			message: /^Haptik does not know the user "nobody"$/,
		},
		call: { method: 'POST', path: FEEDBACK },
		writes: true,
		prepare: (count) => {
			// Long after whatever was rated before
			haptik().state.feedback.clear();
			range(count).forEach((index) => converses(`cust_${index}`));
		},
		delivered: () =>
			haptik()
				.store.held('feedback')
				.map(({ fact }) => Number(String(fact.auth_id).slice('cust_'.length))),
		secrets,
		exceptions: {
			'401 once': { report: 'not delivered', because: NO_SESSION },
			'session expires in the middle of a run': { report: 'not delivered', because: NO_SESSION },
		},
	};
};

export const contract: ActionContract<'haptik'> = {
	node: 'haptikSubmitFeedback',
	foundBy: ['chat', 'conversation'],
	variants: [submitFeedback],
	fates: {
		authId: IDENTIFIER,
		queryResolved: (value) => [String(['true', '1'].includes(String(value).toLowerCase()))],
	},
	unlisted: {
		authId: 'Haptik lists no users; the ID is of your own system',
		businessId: 'Haptik lists no businesses',
	},
	subtitles: [
		[{}, 'rating'],
		[{ queryRating: 4 }, 'rating 4'],
	],
	tool: { model: ['queryRating', 'queryResolved', 'feedback'], flow: ['authId'] },
};
