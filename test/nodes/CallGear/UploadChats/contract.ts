import type { ContractOf } from '../../../../testkit/contract';
import { chatOf, knowledgeOf } from '../support';

const NO_SESSION = 'An API key is good or bad for good';

/** Two chats a request, so that the contract's few items need several; the zone is given, so that uploads are the only calls. */
export const callGearUploadChats: ContractOf<'callGear'> = (callGear) => {
	const { credential, chats, secrets } = knowledgeOf(callGear);
	const item = (index: number, changes = {}) => ({ json: { index, chat: chatOf(index, changes) } });
	return {
		node: 'callGearUploadChats',
		variant: 'API key',
		vendor: callGear,
		credentials: () => ({ callGearApi: credential() as never }),
		parameters: {
			source: 'json',
			chat: '={{ $json.chat }}',
			options: { batchSize: 2, accountTimezone: 'Asia/Dubai' },
		},
		item: (index) => item(index),
		bad: {
			item: (index) => item(index, { status: 'succeeded' }),
			message: /^"Chat > status" holds "succeeded"$/,
		},
		refused: {
			item: (index) => item(index, { site_id: 9999 }),
			message: /^"Chat > site_id" holds 9999, which CallGear does not know$/,
		},
		call: { method: 'POST', path: '/v2.0', bodyIncludes: 'upload.chats' },
		writes: true,
		delivered: () => chats().map(({ ext_id: extId }) => Number(String(extId).slice('tg-'.length))),
		secrets,
		itemsPerCall: 2,
		exceptions: {
			'401 once': { report: 'not delivered', because: NO_SESSION },
			'session expires in the middle of a run': { report: 'not delivered', because: NO_SESSION },
		},
	};
};

export const callGearUploadChatsByLogin: ContractOf<'callGear'> = (callGear) => ({
	...callGearUploadChats(callGear),
	variant: 'login and password',
	credentials: () => ({ callGearApi: knowledgeOf(callGear).loginCredential() as never }),
	steps: { 'sign-in': { method: 'POST', path: '/v2.0', bodyIncludes: 'login.user' } },
	expire: () => {
		for (const token of callGear().state.tokens.values()) if (token.kind === 'session') token.diesAt = 0;
	},
	exceptions: {
		'401 once': {
			report: 'not delivered',
			because: 'CallGear tells of an expired session inside an answer with status 200',
		},
	},
});
