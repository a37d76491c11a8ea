import { range } from 'lodash';

import { userNameOf } from '../../../../sandbox/haptik/conversations';
import type { ActionContract, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER } from '../../../../testkit/fates';
import { knowledgeOf, TO_AGENT } from '../support';

const item = (index: number) => ({ json: { index, userName: userNameOf(`cust_${index}`), team: 'Billing' } });

const NO_SESSION = 'Haptik has no session: its token is good or bad for good';

const handOver: VariantOf<'haptik'> = (haptik) => {
	const { converses, toolsCredential, secrets } = knowledgeOf(haptik);
	return {
		credentials: () => ({ haptikApi: toolsCredential() }),
		parameters: { userName: '={{ $json.userName }}', teamName: '={{ $json.team }}' },
		item,
		bad: {
			item: (index) => ({ json: { ...item(index).json, team: '' } }),
			message: /^"Team Name" is empty$/,
		},
		refused: {
			item: (index) => ({ json: { ...item(index).json, userName: 'nobody' } }),
			message: /^Haptik does not know this user name$/,
		},
		call: { method: 'POST', path: TO_AGENT },
		writes: true,
		prepare: (count) => range(count).forEach((index) => converses(`cust_${index}`)),
		delivered: () =>
			haptik()
				.store.held('handOver')
				.map(({ fact }) => Number(String(fact.auth_id).slice('cust_'.length))),
		secrets,
		exceptions: {
			'401 once': { report: 'not delivered', because: NO_SESSION },
			'session expires in the middle of a run': { report: 'not delivered', because: NO_SESSION },
		},
	};
};

export const contract: ActionContract<'haptik'> = {
	node: 'haptikHandOver',
	foundBy: ['chat', 'live chat', 'conversation'],
	variants: [handOver],
	fates: {
		userName: IDENTIFIER,
		teamName: IDENTIFIER,
		'additionalFields.receiver': IDENTIFIER,
	},
	unlisted: { businessId: 'Haptik lists no businesses' },
	subtitles: [
		[{}, ''],
		[{ teamName: 'Billing' }, 'to Billing'],
	],
	tool: { model: ['teamName'], flow: ['userName'] },
};
