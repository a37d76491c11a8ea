import { range } from 'lodash';

import type { ActionContract } from '../../../../testkit/contract';
import { SETTING } from '../../../../testkit/fates';
import { signIns, type Work } from '../signIns';
import { RECORD_IDS, SESSION_DATA } from '../sessionData';
import { openSession } from '../support';

const FIRST_SESSION = 6000;
const item = (index: number) => ({
	json: { index, session: FIRST_SESSION + index, name: `Customer ${index}` },
});

const updateChatSession: Work = (superOffice) => ({
	parameters: {
		chatSessionId: { __rl: true, mode: 'id', value: '={{ $json.session }}' },
		sessionData: { customerName: '={{ $json.name }}' },
	},
	item,
	bad: {
		item: (index) => ({ json: { ...item(index).json, name: '' } }),
		message: /^"Session Data" is empty$/,
	},
	refused: {
		item: (index) => ({ json: { ...item(index).json, session: 404 } }),
		message: /^SuperOffice has no chat session 404$/,
	},
	call: { method: 'PATCH', path: /\/ChatSession\/\d+$/ },
	writes: true,
	prepare: (count) => {
		for (const index of range(count)) openSession(superOffice(), FIRST_SESSION + index);
	},
	delivered: () =>
		superOffice()
			.store.held('session')
			.map(({ fact }) => Number(fact.ChatSessionId) - FIRST_SESSION),
});

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

export const contract: ActionContract<'superOffice'> = {
	node: 'superOfficeUpdateChatSession',
	foundBy: ['chat', 'live chat', 'conversation'],
	variants: signIns(updateChatSession),
	fates: { authentication: SETTING, simplify: SETTING, ...SESSION_DATA },
	unlisted: RECORD_IDS,
	subtitles: [
		[{}, ''],
		[{ chatSessionId: byId('5177') }, 'session 5177'],
	],
	tool: { model: ['sessionData.customerName'], flow: ['chatSessionId'] },
};
