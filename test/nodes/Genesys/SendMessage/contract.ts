import type { ActionContract, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER } from '../../../../testkit/fates';
import { CHAT, held, login, secrets } from '../support';

const item = (index: number, changes = {}) => ({
	json: { chatId: CHAT, text: `number ${index}`, ...changes },
});

const sendMessage: VariantOf<'genesys'> = (genesys) => ({
	credentials: () => login(genesys()),
	parameters: {
		chatId: { __rl: true, mode: 'id', value: '={{ $json.chatId }}' },
		content: 'text',
		text: '={{ $json.text }}',
	},
	item: (index) => item(index),
	bad: { item: (index) => item(index, { text: '' }), message: /^"Text" is empty$/ },
	refused: {
		item: (index) => item(index, { chatId: 'of-nobody' }),
		message: /^Genesys does not know the chat$/,
	},
	call: { method: 'POST', path: `/api/v2/me/chats/${CHAT}` },
	writes: true,
	delivered: () => held(genesys(), 'message').map(({ text }) => Number(String(text).split(' ')[1])),
	secrets: () => secrets(genesys()),
	steps: { 'opening a session': { method: 'GET', path: '/api/v2/me' } },
	expire: () => genesys().state.sessions.clear(),
});

const url = 'https://www.example.test/';

export const contract: ActionContract<'genesys'> = {
	node: 'genesysSendMessage',
	foundBy: ['chat', 'live chat', 'conversation'],
	variants: [sendMessage],
	ways: [
		{ parameters: { content: 'url', url, additionalFields: { text: 'look' } } },
		{ parameters: { content: 'text', additionalFields: {} } },
		{ parameters: { content: 'customNotice', noticeText: 'show-survey', recipients: 'agents' } },
	],
	fates: {
		chatId: IDENTIFIER,
		url: IDENTIFIER,
		recipients: (value) => [
			String(value).trim() === 'agents' ? 'SendCustomNoticeToAgents' : 'SendCustomNotice',
		],
	},
	subtitles: [
		[{}, 'text'],
		[{ content: 'url' }, 'URL'],
		[{ content: 'customNotice' }, 'custom notice'],
	],
	tool: { model: ['text', 'url'], flow: ['chatId', 'recipients'] },
};
