import { range } from 'lodash';

import type { ActionContract, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER, SETTING } from '../../../../testkit/fates';
import { keepDocument, login, openChat, secrets } from '../support';

const CHAT_OF_FILES = 'chat-of-files';

const ATTACHMENT = /\/attachments\//;

const item = (index: number, changes = {}) => ({
	json: { chatId: CHAT_OF_FILES, documentId: `document-${index}`, ...changes },
});

const downloadFile: VariantOf<'genesys'> = (genesys) => ({
	credentials: () => login(genesys()),
	parameters: { source: 'document', outputField: 'data' },
	prepare: (count) => {
		const ids = range(count).map((index) => `document-${index}`);
		for (const id of ids) keepDocument(genesys(), { id, name: `${id}.txt`, text: `file ${id}` });
		openChat(genesys(), CHAT_OF_FILES, { links: ids.map((documentId) => ({ documentId, visibleAt: 0 })) });
	},
	item: (index) => item(index),
	bad: { item: (index) => item(index, { documentId: '' }), message: /^"Document" is empty$/ },
	refused: {
		item: (index) => item(index, { documentId: 'unknown' }),
		message: /^Genesys does not know the document$/,
	},
	call: { method: 'GET', path: ATTACHMENT },
	writes: false,
	delivered: () =>
		genesys()
			.store.requests({ method: 'GET', path: ATTACHMENT })
			.filter(({ answer }) => answer.status === 200)
			.map(({ path }) => Number(path.split('document-')[1])),
	secrets: () => secrets(genesys()),
	steps: { 'opening a session, or reading the chats': { method: 'GET', path: '/api/v2/me' } },
	expire: () => genesys().state.sessions.clear(),
	exceptions: {
		'empty answer': { report: 'delivered', because: 'A file can be empty' },
		'JSON cut in half': {
			report: 'delivered',
			because:
				'The answer is a file, not JSON; one that something in between shortens together with its announced length looks whole',
		},
	},
});

const address = 'https://gws-node-b.invalid:8443/cloud-web/api/v2/attachments/document-0';

export const contract: ActionContract<'genesys'> = {
	node: 'genesysDownloadFile',
	foundBy: ['chat', 'live chat', 'conversation'],
	variants: [downloadFile],
	ways: [{ parameters: { source: 'address', address } }],
	fates: {
		source: SETTING,
		chatId: IDENTIFIER,
		documentId: IDENTIFIER,
		outputField: IDENTIFIER,
	},
	subtitles: [
		[{ documentId: { __rl: true, mode: 'id', value: '' } }, ''],
		[{ documentId: { __rl: true, mode: 'id', value: '0001PaBMYY3600RC' } }, 'document 0001PaBMYY3600RC'],
		[{ source: 'address', address }, address],
	],
	tool: { model: ['address'], flow: ['chatId', 'documentId'] },
};
