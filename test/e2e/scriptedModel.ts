import Fastify from 'fastify';
import { z } from 'zod';

import type { CredentialInput } from '../../tools/runtime/rest';

/** What the model does when it is asked: call its one tool, say that it is done, or fail. */
export type Step = 'call' | 'tell' | 'fail';

const question = z.object({
	messages: z.array(z.object({ role: z.string(), content: z.unknown() })),
	tools: z.array(z.object({ function: z.object({ name: z.string() }) })),
});

/** A chat model that speaks OpenAI's API and does one step after the other; each call of the tool says the same. */
export class ScriptedModel {
	private steps: Step[] = [];

	/** What the model was told of each call of its tool. */
	told: string[] = [];

	private calls = 0;

	private constructor(
		readonly credential: CredentialInput,
		private readonly words: Record<string, string>,
	) {}

	/** Starts it. @param words what the tool is called with */
	static async start(
		words: Record<string, string>,
		stopLater: (stop: () => Promise<void>) => void,
	): Promise<ScriptedModel> {
		const app = Fastify({ forceCloseConnections: true });
		stopLater(async () => await app.close());
		app.post('/v1/chat/completions', async (request, reply) => {
			const answer = model.answer(request.body);
			if (answer) return answer;
			return await reply.code(400).send({ error: { message: 'The model is out of order' } });
		});
		const url = await app.listen({ host: '127.0.0.1', port: 0 });
		const data = { apiKey: 'sk-scripted', url: `${url}/v1`, header: false };
		const model = new ScriptedModel({ name: 'Scripted model', type: 'openAiApi', data }, words);
		return model;
	}

	/** What it does from now on. */
	does(...steps: Step[]): void {
		this.steps = steps;
		this.told = [];
	}

	private answer(asked: unknown): object | undefined {
		const { messages, tools } = question.parse(asked);
		const last = messages.at(-1);
		const step = this.steps.shift();
		if (step === undefined) throw new Error('The model is asked more often than its script says');
		if (last?.role === 'tool') this.told.push(z.string().parse(last.content));
		if (step === 'fail') return undefined;
		this.calls += 1;
		const call = { name: tools[0].function.name, arguments: JSON.stringify(this.words) };
		const message =
			step === 'tell'
				? { content: 'Done.' }
				: {
						content: null,
						tool_calls: [{ id: `call_${this.calls}`, type: 'function', function: call }],
					};
		return {
			id: 'chatcmpl-script',
			object: 'chat.completion',
			created: 1,
			model: 'scripted',
			choices: [
				{
					index: 0,
					finish_reason: step === 'tell' ? 'stop' : 'tool_calls',
					message: { role: 'assistant', ...message },
				},
			],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		};
	}
}
