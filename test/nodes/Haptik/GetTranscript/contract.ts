import { range } from 'lodash';

import { userNameOf } from '../../../../sandbox/haptik/conversations';
import type { ActionContract, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER, SETTING } from '../../../../testkit/fates';
import { HISTORY, knowledgeOf } from '../support';

const USERS = range(50).map((index) => userNameOf(`cust_${index}`));

const item = (index: number) => ({ json: { index, userName: USERS[index], conversation: 1 } });

const NO_SESSION = 'Haptik has no session: its token is good or bad for good';

const getTranscript: VariantOf<'haptik'> = (haptik) => {
	const { says, toolsCredential, secrets } = knowledgeOf(haptik);
	const call = { method: 'GET', path: HISTORY };
	return {
		credentials: () => ({ haptikApi: toolsCredential() }),
		parameters: { userName: '={{ $json.userName }}', conversationNo: '={{ $json.conversation }}' },
		item,
		bad: {
			item: (index) => ({ json: { ...item(index).json, conversation: 'last' } }),
			message: /^"Conversation Number" holds "last"$/,
		},
		refused: {
			item: (index) => ({ json: { ...item(index).json, userName: 'nobody' } }),
			message: /^Haptik has no conversation of this user$/,
		},
		call,
		writes: false,
		prepare: (count) => range(count).forEach((index) => says(`cust_${index}`, ['Hello'])),
		delivered: () =>
			haptik()
				.store.requests(call)
				.filter(({ answer }) => answer.status === 200)
				.map(({ query }) => USERS.indexOf(String(query.user_name))),
		secrets,
		exceptions: {
			'401 once': { report: 'not delivered', because: NO_SESSION },
			'session expires in the middle of a run': { report: 'not delivered', because: NO_SESSION },
		},
	};
};

export const contract: ActionContract<'haptik'> = {
	node: 'haptikGetTranscript',
	foundBy: ['chat', 'conversation', 'transcript'],
	variants: [getTranscript],
	ways: [{ parameters: { identifyBy: 'pxut', pxut: 'sometoken' } }],
	fates: {
		identifyBy: SETTING,
		userName: IDENTIFIER,
		pxut: IDENTIFIER,
		conversationNo: IDENTIFIER,
		'options.limit': IDENTIFIER,
	},
	unlisted: { businessId: 'Haptik lists no businesses' },
	subtitles: [
		[{}, 'messages'],
		[{ responseType: 'text' }, 'text'],
	],
	tool: { model: ['responseType'], flow: ['userName', 'conversationNo'] },
};
