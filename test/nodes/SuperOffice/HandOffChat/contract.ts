import { range } from 'lodash';

import type { ActionContract } from '../../../../testkit/contract';
import { SETTING } from '../../../../testkit/fates';
import { signIns, type Work } from '../signIns';
import { openSession } from '../support';

const PATH = /\/ChatSession\/\d+\/Reset$/;
const FIRST_SESSION = 6000;
const item = (index: number) => ({ json: { index, session: FIRST_SESSION + index } });

const handOffChat: Work = (superOffice) => ({
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
	call: { method: 'POST', path: PATH },
	writes: true,
	prepare: (count) => {
		for (const index of range(count)) openSession(superOffice(), FIRST_SESSION + index);
	},
	delivered: () =>
		superOffice()
			.store.held('reset')
			.map(({ fact }) => Number(fact.ChatSessionId) - FIRST_SESSION),
});

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

export const contract: ActionContract<'superOffice'> = {
	node: 'superOfficeHandOffChat',
	foundBy: ['chat', 'live chat', 'conversation'],
	variants: signIns(handOffChat),
	fates: { authentication: SETTING, simplify: SETTING },
	subtitles: [
		[{}, ''],
		[{ chatSessionId: byId('5177') }, 'session 5177'],
	],
	tool: { model: [], flow: ['chatSessionId'] },
};
