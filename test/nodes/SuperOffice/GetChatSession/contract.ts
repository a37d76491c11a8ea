import { range } from 'lodash';

import type { ActionContract } from '../../../../testkit/contract';
import { SETTING } from '../../../../testkit/fates';
import { signIns, type Work } from '../signIns';
import { openSession } from '../support';

const PATH = /\/ChatSession\/\d+$/;
const FIRST_SESSION = 6000;
const item = (index: number) => ({ json: { index, session: FIRST_SESSION + index } });

const getChatSession: Work = (superOffice) => ({
	parameters: { chatSessionId: { __rl: true, mode: 'id', value: '={{ $json.session }}' } },
	item,
	bad: {
		item: (index) => ({ json: { index, session: 'no number' } }),
		message: /^"Chat Session" holds "no number"$/,
	},
	refused: {
		item: (index) => ({ json: { index, session: 404 } }),
		message: /^SuperOffice has no chat session 404$/,
	},
	call: { method: 'GET', path: PATH },
	writes: false,
	prepare: (count) => {
		for (const index of range(count)) openSession(superOffice(), FIRST_SESSION + index);
	},
	delivered: () =>
		superOffice()
			.store.requests({ method: 'GET', path: PATH })
			.filter(({ answer }) => answer.status === 200)
			.map(({ path }) => Number(/ChatSession\/(\d+)/.exec(path)?.[1]) - FIRST_SESSION),
});

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

export const contract: ActionContract<'superOffice'> = {
	node: 'superOfficeGetChatSession',
	foundBy: ['chat', 'live chat', 'conversation'],
	variants: signIns(getChatSession),
	fates: { authentication: SETTING, simplify: SETTING },
	subtitles: [
		[{}, ''],
		[{ chatSessionId: byId('5177') }, 'session 5177'],
	],
	tool: { model: [], flow: ['chatSessionId'] },
};
