import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';

import type { CredentialInput } from '../runtime/rest';

/** Below the address of the example data. */
export const CHAT_MODEL_PATH = '/openai/v1';

const API_KEY = 'sk-demo-scripted-model';
const MODEL = 'scripted-model';

/** A text may come in parts, with pictures between them that a script has no eyes for. */
const part = z.union([
	z.object({ type: z.literal('text'), text: z.string() }),
	z.object({ type: z.literal('image_url') }).transform(() => ({ text: '' })),
]);
const content = z.union([
	z.string(),
	z.array(part).transform((parts) => parts.map(({ text }) => text).join('')),
]);

/** What is asked of it, in the form of https://platform.openai.com/docs/api-reference/chat/create */
const question = z.object({
	model: z.literal(MODEL),
	stream: z.literal(false).optional(),
	messages: z
		.array(z.object({ role: z.enum(['system', 'user', 'assistant', 'tool']), content: content.nullish() }))
		.min(1),
	tools: z
		.array(
			z.object({
				type: z.literal('function'),
				function: z.object({
					name: z.string(),
					description: z.string().min(1),
					parameters: z.object({
						properties: z.record(z.object({ description: z.string().min(1) }).passthrough()),
						required: z.array(z.string()).default([]),
					}),
				}),
			}),
		)
		.min(1)
		.optional(),
});

type Question = z.infer<typeof question>;

/** The line of the prompt that holds what the model may tell. */
const KNOWN = /^What we know: (.+)$/m;

/** Calls the one tool with what the prompt says is known, and after it tells what became of that; without a tool it says so itself. */
function answerTo({ messages, tools }: Question) {
	const last = messages[messages.length - 1];
	if (last.role === 'tool') {
		const [, number] = /"?ChatMessageId"?\s*:\s*(\d+)/.exec(last.content ?? '') ?? [];
		const content = number
			? `The customer has the answer: it is message ${number} of the chat.`
			: `The answer could not be posted: ${last.content}`;
		return { finish_reason: 'stop', message: { role: 'assistant', content } };
	}
	const asked = messages
		.filter(({ role }) => ['system', 'user'].includes(role))
		.map(({ content: text }) => text);
	const known = KNOWN.exec(asked.join('\n'))?.[1];
	if (!known) {
		const content = 'I do not know that. A colleague will answer.';
		return { finish_reason: 'stop', message: { role: 'assistant', content } };
	}
	const answer = `Thank you for asking. ${known}`;
	if (!tools) {
		return { finish_reason: 'stop', message: { role: 'assistant', content: answer } };
	}
	const [{ function: tool }] = tools;
	const filled = tool.parameters.required.map((name) => [name, answer]);
	const call = { name: tool.name, arguments: JSON.stringify(Object.fromEntries(filled)) };
	return {
		finish_reason: 'tool_calls',
		message: {
			role: 'assistant',
			content: null,
			tool_calls: [{ id: 'call_1', type: 'function', function: call }],
		},
	};
}

async function refuse(reply: FastifyReply, status: number, message: string) {
	return await reply.code(status).send({ error: { message, type: 'invalid_request_error' } });
}

/**
 * A chat model for the examples that needs neither key nor network: it speaks OpenAI's API and follows a script. As strict as the API about
 * what it is asked, and about tools beyond that: each field that a model fills in must say what to put in.
 */
export function chatModelRoutes(app: FastifyInstance): void {
	app.addHook('onRequest', async (request, reply) => {
		if (request.headers.authorization === `Bearer ${API_KEY}`) return;
		await refuse(reply, 401, 'Incorrect API key provided.');
	});
	app.get('/models', async () => ({ object: 'list', data: [{ id: MODEL, object: 'model' }] }));
	app.post('/chat/completions', async (request, reply) => {
		const asked = question.safeParse(request.body);
		if (!asked.success) {
			const [{ path, message }] = asked.error.issues;
			return await refuse(reply, 400, `${path.join('.')}: ${message}`);
		}
		return {
			id: 'chatcmpl-demo',
			object: 'chat.completion',
			created: Math.floor(Date.now() / 1000),
			model: MODEL,
			choices: [{ index: 0, ...answerTo(asked.data) }],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		};
	});
}

/** n8n's own credential for it. */
export function chatModelCredential(dataUrl: string): CredentialInput {
	const data = { apiKey: API_KEY, url: `${dataUrl}${CHAT_MODEL_PATH}`, header: false };
	return { name: 'Chat model (scripted, local)', type: 'openAiApi', data };
}
