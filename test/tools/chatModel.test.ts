import axios from 'axios';

import { CHAT_MODEL_PATH, chatModelCredential } from '../../tools/demo/chatModel';
import { serveData } from '../../tools/demo/data';

let server: Awaited<ReturnType<typeof serveData>>;
let key: unknown;

beforeAll(async () => {
	server = await serveData(0);
	({ apiKey: key } = chatModelCredential(server.url).data);
});
afterAll(async () => await server.stop());

const tool = {
	type: 'function',
	function: {
		name: 'Post_into_the_chat',
		description: 'Add a message',
		parameters: {
			properties: { Message: { type: 'string', description: 'The answer' } },
			required: ['Text'],
		},
	},
};
const prompt = {
	role: 'user',
	content: 'A customer asks: Where is it?\nWhat we know: It left Bergen – på vei!',
};

async function ask(body: object, authorization = `Bearer ${String(key)}`) {
	const url = `${server.url}${CHAT_MODEL_PATH}/chat/completions`;
	const { status, data } = await axios.post<{
		choices: Array<{ finish_reason: string; message: Record<string, unknown> }>;
		error: { message: string };
	}>(url, body, { headers: { authorization }, proxy: false, validateStatus: () => true });
	return { status, choice: data.choices?.[0], message: data.error?.message };
}

const asked = (messages: object[], more = {}) => ({
	model: 'scripted-model',
	messages,
	tools: [tool],
	...more,
});

it('lists its model to whoever has the key', async () => {
	const url = `${server.url}${CHAT_MODEL_PATH}/models`;
	const { data } = await axios.get<{ data: Array<{ id: string }> }>(url, {
		headers: { authorization: `Bearer ${String(key)}` },
		proxy: false,
	});
	expect(data.data.map(({ id }) => id)).toEqual(['scripted-model']);
	expect(await ask(asked([prompt]), 'Bearer other')).toMatchObject({
		status: 401,
		message: 'Incorrect API key provided.',
	});
});

it('calls the tool with what is known, also when the prompt comes in parts, with a picture', async () => {
	const picture = { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } };
	const text = { type: 'text', text: prompt.content };
	for (const prompts of [
		[prompt],
		[
			{ role: 'user', content: [text] },
			{ role: 'user', content: [picture] },
		],
	]) {
		const { choice } = await ask(asked([{ role: 'system', content: 'Be kind.' }, ...prompts]));
		expect(choice.finish_reason).toBe('tool_calls');
		expect(choice.message.tool_calls).toEqual([
			{
				id: 'call_1',
				type: 'function',
				function: {
					name: 'Post_into_the_chat',
					arguments: '{"Text":"Thank you for asking. It left Bergen – på vei!"}',
				},
			},
		]);
	}
});

it('calls nothing when nothing is known', async () => {
	const { choice } = await ask(asked([{ role: 'user', content: 'A customer asks: Where is it?' }]));
	expect(choice).toMatchObject({
		finish_reason: 'stop',
		message: { content: 'I do not know that. A colleague will answer.' },
	});
});

it('says what is known itself when it has no tool, also what the system says', async () => {
	const system = { role: 'system', content: 'Be kind.\nWhat we know: It is in Bergen.' };
	const question = { role: 'user', content: 'Where is it?' };
	const { choice } = await ask({ ...asked([system, question]), tools: undefined });
	expect(choice).toMatchObject({
		finish_reason: 'stop',
		message: { content: 'Thank you for asking. It is in Bergen.' },
	});
});

it.each([
	['[{"ChatMessageId":90412}]', 'The customer has the answer: it is message 90412 of the chat.'],
	['There was an error: refused', 'The answer could not be posted: There was an error: refused'],
])('tells what became of the call: %s', async (content, expected) => {
	const call = { role: 'assistant', content: null, tool_calls: [] };
	const { choice } = await ask(asked([prompt, call, { role: 'tool', content }]));
	expect(choice).toMatchObject({ finish_reason: 'stop', message: { content: expected } });
});

it.each([
	['another model', { model: 'gpt-5' }, /^model: /],
	['no tool', { tools: [] }, /^tools: /],
	['streaming', { stream: true }, /^stream: /],
	[
		'a field that does not say what to put in',
		{ tools: [{ ...tool, function: { ...tool.function, parameters: { properties: { Message: {} } } } }] },
		/description: Required$/,
	],
])('refuses %s', async (_what, more, message) => {
	const { status, message: words } = await ask(asked([prompt], more));
	expect(status).toBe(400);
	expect(words).toMatch(message);
});
