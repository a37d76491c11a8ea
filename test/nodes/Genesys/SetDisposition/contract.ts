import type { ActionContract, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER } from '../../../../testkit/fates';
import { CHAT, held, login, secrets } from '../support';

const item = (index: number, changes = {}) => ({
	json: { chatId: CHAT, disposition: `number ${index}`, ...changes },
});

const setDisposition: VariantOf<'genesys'> = (genesys) => ({
	credentials: () => login(genesys()),
	parameters: { disposition: '={{ $json.disposition }}' },
	item: (index) => item(index),
	bad: { item: (index) => item(index, { disposition: '' }), message: /^"Disposition" is empty$/ },
	refused: {
		item: (index) => item(index, { chatId: 'of-nobody' }),
		message: /^Genesys does not know the chat$/,
	},
	call: { method: 'POST', path: `/api/v2/me/chats/${CHAT}` },
	writes: true,
	delivered: () =>
		held(genesys(), 'disposition').map(({ disposition }) => Number(String(disposition).split(' ')[1])),
	secrets: () => secrets(genesys()),
	steps: { 'opening a session': { method: 'GET', path: '/api/v2/me' } },
	expire: () => genesys().state.sessions.clear(),
});

export const contract: ActionContract<'genesys'> = {
	node: 'genesysSetDisposition',
	foundBy: ['chat', 'live chat', 'conversation'],
	variants: [setDisposition],
	fates: { chatId: IDENTIFIER },
	subtitles: [
		[{ disposition: '' }, ''],
		[{ disposition: 'CallBackLater' }, 'CallBackLater'],
	],
	tool: { model: ['disposition'], flow: ['chatId'] },
};
