import type { NodeContract } from '../../../../testkit/contract';
import { CHAT, DOCUMENT, type Genesys, held, login, secrets } from '../support';

const item = (index: number, changes = {}) => ({
	json: { chatId: CHAT, documentId: DOCUMENT, description: `number ${index}`, ...changes },
});

export const genesysUploadFile = (genesys: () => Genesys): NodeContract => ({
	node: 'genesysUploadFile',
	vendor: genesys,
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
