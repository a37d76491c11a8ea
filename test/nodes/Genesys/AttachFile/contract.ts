import type { NodeContract } from '../../../../testkit/contract';
import { CHAT, type Genesys, held, login, LOOSE_DOCUMENT, secrets } from '../support';

const linked = (genesys: Genesys) =>
	held(genesys, 'linkedDocument').map(({ name }) => Number(/\d+/.exec(String(name))?.[0]));

const newFile = (index: number, changes = {}) => ({
	json: { chatId: CHAT, ...changes },
	files: { data: { bytes: Buffer.from(`file ${index}`), fileName: `number ${index}.txt` } },
});

export const genesysAttachNewFile = (genesys: () => Genesys): NodeContract => ({
	node: 'genesysAttachFile',
	variant: 'new file',
	vendor: genesys,
	credentials: () => login(genesys()),
	parameters: { chatId: '={{ $json.chatId }}' },
	item: (index) => newFile(index),
	bad: { item: (index) => newFile(index, { chatId: '' }), message: /^"Chat" is empty$/ },
	refused: {
		item: (index) => newFile(index, { chatId: 'of-nobody' }),
		message: /^"Chat" names no chat of this agent: "of-nobody"$/,
	},
	call: { method: 'POST', path: `/api/v2/me/chats/${CHAT}/attachments` },
	writes: true,
	delivered: () => linked(genesys()),
	secrets: () => secrets(genesys()),
	steps: { 'reading the chat': { method: 'GET', path: '/api/v2/me' } },
	expire: () => genesys().state.sessions.clear(),
});

const existing = (index: number, documentId = LOOSE_DOCUMENT) => ({
	json: { documentId, name: `number ${index}` },
});

export const genesysAttachExistingDocument = (genesys: () => Genesys): NodeContract => ({
	node: 'genesysAttachFile',
	variant: 'existing document',
	vendor: genesys,
	credentials: () => login(genesys()),
	parameters: {
		chatId: CHAT,
		source: 'existingDocument',
		documentId: '={{ $json.documentId }}',
		fileDetails: { fileName: '={{ $json.name }}' },
	},
	item: (index) => existing(index),
	bad: { item: (index) => existing(index, ''), message: /^"Document" is empty$/ },
	refused: {
		item: (index) => existing(index, 'unknown'),
		message: /^Genesys does not know the chat or the document$/,
	},
	call: { method: 'POST', path: `/api/v2/me/chats/${CHAT}` },
	writes: true,
	delivered: () => linked(genesys()),
	secrets: () => secrets(genesys()),
	steps: { 'opening a session': { method: 'GET', path: '/api/v2/me' } },
	expire: () => genesys().state.sessions.clear(),
});
