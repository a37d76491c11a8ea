import { range } from 'lodash';

import type { ActionContract } from '../../../../testkit/contract';
import { IDENTIFIER, SETTING } from '../../../../testkit/fates';
import { signIns, type Work } from '../signIns';
import { openSession, type SuperOffice } from '../support';

const FIRST_SESSION = 6000;
const item = (index: number) => ({ json: { index, session: FIRST_SESSION + index, agent: '22' } });

/** Chats of whoever signs in: half of the tests do so as the system, to which the sandbox gives them too. */
function prepare({ state }: SuperOffice, count: number, login: string): void {
	const user = state.associates.find((one) => one.login === login);
	for (const index of range(count)) {
		openSession({ state } as SuperOffice, FIRST_SESSION + index, { user });
	}
}

const transferChat =
	(login: string): Work =>
	(superOffice) => ({
		parameters: {
			chatSessionId: { __rl: true, mode: 'id', value: '={{ $json.session }}' },
			agentId: { __rl: true, mode: 'id', value: '={{ $json.agent }}' },
		},
		item,
		bad: {
			item: (index) => ({ json: { ...item(index).json, agent: '' } }),
			message: /^"Agent" is empty$/,
		},
		refused: {
			item: (index) => ({ json: { ...item(index).json, session: 404 } }),
			message: /^SuperOffice has no chat session 404$/,
		},
		call: { method: 'POST', path: /\/ChatSession\/\d+\/TransferTo\// },
		writes: true,
		prepare: (count) => prepare(superOffice(), count, login),
		delivered: () =>
			superOffice()
				.store.held('transfer')
				.map(({ fact }) => Number(fact.ChatSessionId) - FIRST_SESSION),
	});

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const [onsite] = signIns(transferChat('KARI'));
const [, online] = signIns(transferChat('SYSTEM'));

export const contract: ActionContract<'superOffice'> = {
	node: 'superOfficeTransferChat',
	foundBy: ['chat', 'live chat', 'conversation'],
	variants: [onsite, online],
	fates: { authentication: SETTING, simplify: SETTING, agentId: IDENTIFIER },
	subtitles: [
		[{}, ''],
		[{ agentId: byId('22') }, 'to 22'],
	],
	tool: { model: [], flow: ['chatSessionId', 'agentId'] },
};
