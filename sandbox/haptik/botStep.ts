import { z } from 'zod';

import { userNameOf } from './conversations';

/** In characters, both together. */
const DETAILS_LIMIT = 500;

const details = z.record(z.unknown());

const element = z
	.object({ type: z.string().min(1), data: z.record(z.unknown()) })
	.passthrough()
	.refine((hsl) => hsl.type === 'FORM' || typeof hsl.text === 'string', 'an element has no text');

/** A text, or HSL written as JSON. */
const response = z.string().refine((text) => {
	if (!text.trimStart().startsWith('{')) return true;
	try {
		return element.safeParse(JSON.parse(text)).success;
	} catch {
		return false;
	}
}, 'holds HSL that cannot be read');

const answerShape = z.object({
	status: z.boolean(),
	response: z.array(response),
	conversation_details: details.optional(),
	user_details: z.record(z.string()).optional(),
});

/** What a step of a bot sends to an API. https://docs.haptik.ai/bot-builder/integrations/integration-parameters */
export function stepRequest(user: string, text: string) {
	return {
		node: 'order_lookup',
		event: 'API_INTEGRATION',
		user: {
			user_id: '553201',
			user_name: userNameOf(user),
			full_name: 'Mira Patel',
			device_platform: 13,
			language_code: 'en',
			auth_id: user,
			auth_code: '',
		},
		conversation_no: 6,
		conversation_details: {},
		user_details: {},
		entities: { order_id: [{ detection: 'message', original_text: text, entity_value: text }] },
		env_variables: {},
	};
}

/**
 * What Haptik makes of the answer of a step's API: anything but this ends in the text for what the bot has not understood.
 * https://docs.haptik.ai/bot-builder/integrations/integrating-apis
 */
export function stepJudgement({ status, body }: { status: number; body: string }): string | undefined {
	if (status !== 200) return 'The status is not 200: the user gets the bot break text.';
	const answer = answerShape.safeParse(jsonOf(body));
	if (!answer.success) {
		const [{ path, message }] = answer.error.issues;
		return `The answer cannot be read (${[...path, message].join(' ')}): the user gets the bot break text.`;
	}
	const { conversation_details: conversation = {}, user_details: user = {} } = answer.data;
	const size = JSON.stringify(conversation).length + JSON.stringify(user).length;
	if (size > DETAILS_LIMIT)
		return `conversation_details and user_details have ${size} characters, more than 500.`;
	if (answer.data.response.length === 0) return 'The answer is empty: the user gets the bot break text.';
	return undefined;
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
