import { otherFormat } from '../../../../../nodes/CallGear/UploadChats/exports/otherFormat';
import { useExports } from './support';

const { refusal } = useExports('whatsapp');

const EXPORTS = {
	Chatwoot: { meta: {}, payload: [{ id: 101, content: 'Hi', message_type: 0, conversation_id: 7 }] },
	Intercom: { type: 'conversation', id: '7', conversation_parts: { conversation_parts: [] } },
	Jivo: { event_name: 'chat_finished', chat: { messages: [] } },
	Telegram: { name: 'Mira', type: 'personal_chat', id: 5512, messages: [] },
	WhatsApp: '[13/02/2026, 10:00:05] Mira Stone: Is Friday free?',
};
type Tool = keyof typeof EXPORTS;
const tools = Object.keys(EXPORTS) as Tool[];
const pairs = tools.flatMap((chosen) =>
	tools.filter((tool) => tool !== chosen).map((tool) => [chosen, tool]),
);

it.each(pairs as Array<[Tool, Tool]>)('chosen was %s, and given one of %s', async (chosen, tool) => {
	expect(await refusal(EXPORTS[tool], { exportFormat: chosen.toLowerCase() })).toMatchObject({
		message: `"Export Format" is ${chosen}, but "Export" looks like an export of ${tool}`,
		description: expect.stringContaining(`Choose ${tool} as Export Format.`) as unknown,
		field: 'Export Format',
	});
});

it.each([
	['a list of answers', [EXPORTS.Chatwoot], 'Chatwoot'],
	['a list of webhooks', [{ event: 'message_created', id: 1 }], 'Chatwoot'],
	['a message', { message_type: 0, conversation_id: 7 }, 'Chatwoot'],
	['a conversation and its messages', { conversation: {}, messages: [] }, 'Chatwoot'],
	['all chats of an account', { chats: { list: [] } }, 'Telegram'],
	['the text of a file', JSON.stringify(EXPORTS.Telegram), 'Telegram'],
	['what Extract From File gives', { data: EXPORTS.Telegram }, 'Telegram'],
])('knows %s', async (_, held, tool) => {
	const { description } = await refusal(held);
	expect(description).toContain(`Choose ${tool} as Export Format.`);
});

it.each([
	'\ufeff13.02.26, 10:00 - Mira: Hi',
	' \n\u200e[13/02/2026, 10:00:05] Mira: Hi',
	'2026-2-13, 10:00 - Mira: Hi',
])('knows the text of WhatsApp by its first date: %j', async (held) => {
	const { description } = await refusal(held, { exportFormat: 'jivo' });
	expect(description).toContain('Choose WhatsApp as Export Format.');
});

it.each([
	['nothing that is known', { a: 1 }, 'whatsapp', '"Export" holds no text'],
	['the tool that was chosen', { event_name: 'chat_accepted' }, 'jivo', '"Export > event_name" holds'],
	['an empty list', [], 'whatsapp', '"Export"'],
	['a text of something else', 'Dear Sir,', 'jivo', '"Export" is not valid JSON'],
	['a date behind something else', 'Room-13/02/2026', 'jivo', '"Export" is not valid JSON'],
	['a number', '13022026', 'jivo', '"Export" holds a number'],
])('says what is wrong itself where it looks like %s', async (_, held, exportFormat, message) => {
	expect((await refusal(held, { exportFormat })).message).toContain(message);
});

it.each<unknown>([
	{ message_type: 0 },
	{ conversation_id: 7 },
	{ conversation: {} },
	{ messages: [] },
	{ type: 'personal_chat', id: 5512 },
	{ chats: {} },
	{ chats: [] },
	{ event: 'conversation_created' },
	'[Room] 13/02/2026',
	'x13/02/2026',
	null,
	7,
])('takes %j for no export of another tool', (value) => {
	expect(otherFormat(value, 'jivo')).toBeUndefined();
});
