import type { ActionContract, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER } from '../../../../testkit/fates';
import { CHAT, DOCUMENT, held, login, secrets } from '../support';

const item = (index: number, changes = {}) => ({
	json: { chatId: CHAT, documentId: DOCUMENT, description: `number ${index}`, ...changes },
});

const uploadFile: VariantOf<'genesys'> = (genesys) => ({
	credentials: () => login(genesys()),
	parameters: { additionalFields: { description: '={{ $json.description }}' } },
	item: (index) => item(index),
	bad: { item: (index) => item(index, { documentId: '' }), message: /^"Document" is empty$/ },
	refused: {
		item: (index) => item(index, { documentId: 'not-linked' }),
		message: /^Genesys cannot deliver this document in the chat now$/,
	},
	call: { method: 'POST', path: `/api/v2/me/chats/${CHAT}` },
	writes: true,
	delivered: () =>
		held(genesys(), 'uploadedFile').map(({ description }) => Number(String(description).split(' ')[1])),
	secrets: () => secrets(genesys()),
	steps: { 'opening a session': { method: 'GET', path: '/api/v2/me' } },
	expire: () => genesys().state.sessions.clear(),
});

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const byUrl = (value: string) => ({ __rl: true, mode: 'url', value });

export const contract: ActionContract<'genesys'> = {
	node: 'genesysUploadFile',
	foundBy: ['chat', 'live chat', 'conversation'],
	variants: [uploadFile],
	fates: {
		chatId: IDENTIFIER,
		documentId: IDENTIFIER,
	},
	subtitles: [
		[{ documentId: byId('') }, ''],
		[{ documentId: byId('0001PaBMYY3600RC') }, 'document 0001PaBMYY3600RC'],
		[
			{ documentId: byUrl('https://gws.example.com/api/v2/attachments/0001PaBMYY3600RC?a=b') },
			'document 0001PaBMYY3600RC',
		],
	],
	tool: { model: ['additionalFields.text'], flow: ['chatId', 'documentId'] },
};
