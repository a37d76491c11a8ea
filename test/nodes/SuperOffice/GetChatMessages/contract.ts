import { range } from 'lodash';

import type { ActionContract } from '../../../../testkit/contract';
import { IDENTIFIER, SETTING } from '../../../../testkit/fates';
import { signIns, type Work } from '../signIns';
import { MESSAGES, openSession, writes } from '../support';

const FIRST_SESSION = 6000;
const item = (index: number) => ({ json: { index, session: FIRST_SESSION + index } });

const getChatMessages: Work = (superOffice) => ({
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
	call: { method: 'GET', path: MESSAGES },
	writes: false,
	many: true,
	prepare: (count) => {
		for (const index of range(count)) {
			openSession(superOffice(), FIRST_SESSION + index);
			writes(superOffice(), FIRST_SESSION + index, { Message: `Message ${index}` });
		}
	},
	delivered: () =>
		superOffice()
			.store.requests({ method: 'GET', path: MESSAGES })
			.filter(({ answer }) => answer.status === 200)
			.map(({ path }) => Number(path.split('/').at(-2)) - FIRST_SESSION),
});

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

export const contract: ActionContract<'superOffice'> = {
	node: 'superOfficeGetChatMessages',
	foundBy: ['chat', 'live chat', 'conversation', 'transcript'],
	variants: signIns(getChatMessages),
	fates: {
		authentication: SETTING,
		output: SETTING,
		returnAll: SETTING,
		limit: SETTING,
		simplify: SETTING,
		'filters.messageType': { stays: 'It chooses among the messages that came.' },
		'options.timeZone': IDENTIFIER,
	},
	subtitles: [
		[{}, ''],
		[{ chatSessionId: byId('5177') }, 'session 5177'],
	],
	tool: { model: [], flow: ['chatSessionId'] },
};
