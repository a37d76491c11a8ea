import type { ActionContract, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER, SETTING } from '../../../../testkit/fates';
import { CHAT, type Genesys, held, login, LOOSE_DOCUMENT, secrets } from '../support';

const linked = (genesys: Genesys) =>
	held(genesys, 'linkedDocument').map(({ name }) => Number(/\d+/.exec(String(name))?.[0]));

const withFile = (index: number, changes = {}) => ({
	json: { chatId: CHAT, ...changes },
	files: { data: { bytes: Buffer.from(`file ${index}`), fileName: `number ${index}.txt` } },
});

const newFile: VariantOf<'genesys'> = (genesys) => ({
	variant: 'new file',
	credentials: () => login(genesys()),
	parameters: { chatId: '={{ $json.chatId }}' },
	item: (index) => withFile(index),
	bad: { item: (index) => withFile(index, { chatId: '' }), message: /^"Chat" is empty$/ },
	refused: {
		item: (index) => withFile(index, { chatId: 'of-nobody' }),
		message: /^Genesys does not know the chat, or takes no files in it$/,
	},
	call: { method: 'POST', path: `/api/v2/me/chats/${CHAT}/attachments` },
	writes: true,
	delivered: () => linked(genesys()),
	secrets: () => secrets(genesys()),
	steps: { 'reading the chat': { method: 'GET', path: '/api/v2/me' } },
	expire: () => genesys().state.sessions.clear(),
	soak: { unit: 'file', count: 100 },
});

const document = (index: number, documentId = LOOSE_DOCUMENT) => ({
	json: { documentId, name: `number ${index}` },
});

const existingDocument: VariantOf<'genesys'> = (genesys) => ({
	variant: 'existing document',
	credentials: () => login(genesys()),
	parameters: {
		chatId: CHAT,
		source: 'existingDocument',
		documentId: '={{ $json.documentId }}',
		fileDetails: { fileName: '={{ $json.name }}' },
	},
	item: (index) => document(index),
	bad: { item: (index) => document(index, ''), message: /^"Document" is empty$/ },
	refused: {
		item: (index) => document(index, 'unknown'),
		message: /^Genesys does not know the chat or the document$/,
	},
	call: { method: 'POST', path: `/api/v2/me/chats/${CHAT}` },
	writes: true,
	delivered: () => linked(genesys()),
	secrets: () => secrets(genesys()),
	steps: { 'opening a session': { method: 'GET', path: '/api/v2/me' } },
	expire: () => genesys().state.sessions.clear(),
});

export const contract: ActionContract<'genesys'> = {
	node: 'genesysAttachFile',
	foundBy: ['chat', 'live chat'],
	variants: [newFile, existingDocument],
	fates: {
		'options.documentWait': SETTING,
		'options.partName': IDENTIFIER,
		chatId: IDENTIFIER,
		documentId: IDENTIFIER,
	},
	subtitles: [[{}, 'file']],
	tool: { model: [], flow: ['chatId'] },
};
