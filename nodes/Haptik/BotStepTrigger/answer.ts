import type { IDataObject } from 'n8n-workflow';

import type { Answering, VendorAnswer } from '../../engine/answerWith';
import { asFailure, describe, Failure } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import { responsesOf } from './hslBody';

/** In characters, both together. https://docs.haptik.ai/bot-builder/integrations/integrating-apis */
const DETAILS_LIMIT = 500;

/** What Haptik reads of a step's answer. */
export interface StepAnswer {
	/** On an end step: true completes the chat, false leaves it with the bot. */
	status: boolean;
	/** Texts, and HSL written as JSON. */
	response: string[];
	conversation_details?: IDataObject;
	user_details?: Record<string, string>;
}

/**
 * The answer to a step, made of the last node's items: what each says becomes one or more of the messages, in order.
 *
 * @throws Failure when they say nothing, or what Haptik would not take
 */
export function stepAnswer(items: IDataObject[], completes: boolean): StepAnswer {
	const response = items.flatMap(responsesOf);
	if (response.length === 0) {
		throw refused(
			'The last node of the flow says nothing to the user',
			'Give its item a field text, quickReplies, buttons or images.',
		);
	}
	const status = items.map((item) => item.status).find((value) => typeof value === 'boolean');
	const answer = given({
		status: status ?? completes,
		response,
		conversation_details: merged(items, 'conversationDetails'),
		user_details: textual(merged(items, 'userDetails')),
	});
	const { conversation_details: conversation = {}, user_details: user = {} } = answer;
	const size = JSON.stringify(conversation).length + JSON.stringify(user).length;
	if (size <= DETAILS_LIMIT) return answer;
	throw refused(
		`"conversationDetails" and "userDetails" of the last node have ${size} characters`,
		`Haptik takes ${DETAILS_LIMIT}, both together.`,
	);
}

const refused = (message: string, remedy: string) => new Failure({ message, remedy, delivery: 'notSent' });

function merged(items: IDataObject[], name: string): IDataObject | undefined {
	const told = items.map((item) => item[name]).filter((value) => value !== undefined && value !== null);
	const odd = told.find((value) => typeof value !== 'object' || Array.isArray(value));
	if (odd !== undefined)
		throw refused(`"${name}" of the last node is no object`, 'Use an object such as { "plan": "gold" }.');
	return told.length === 0 ? undefined : (Object.assign({}, ...told) as IDataObject);
}

/** Haptik keeps details of a user as texts. */
function textual(details: IDataObject | undefined): Record<string, string> | undefined {
	if (!details) return undefined;
	const nested = Object.entries(details).find(([, value]) => typeof value === 'object' && value !== null);
	if (nested)
		throw refused(`"userDetails" of the last node holds an object under "${nested[0]}"`, 'Use texts only.');
	return Object.fromEntries(
		Object.entries(details)
			.filter(([, value]) => value !== undefined && value !== null)
			.map(([key, value]) => [key, String(value)]),
	);
}

/** The fallback's text where there is one; else 500, to which Haptik says what it says when its bot has not understood. */
function withoutAnswer({ facts }: Failure, fields: Fields): VendorAnswer {
	const text = fields.optionalText('fallback');
	if (text !== undefined) return { status: 200, body: { status: false, response: [text] } };
	const message = `${facts.message}. ${describe(facts)}`.trim();
	return { status: 500, body: { accepted: false, reason: 'noAnswer', message } };
}

/** Answers a step of a bot with what the flow's last node gives. */
export const answering: Answering = ({ items }, fields, context) => {
	try {
		if (!items)
			throw refused('The flow failed, or its last node gave nothing', 'Look among its executions in n8n.');
		const body = stepAnswer(items as IDataObject[], fields.flag('completesChat') ?? false);
		return { status: 200, body };
	} catch (caught) {
		const failure = asFailure(caught);
		context.logger.warn(`Haptik Bot Step Trigger: ${failure.facts.message}. ${failure.facts.remedy}`);
		return withoutAnswer(failure, fields);
	}
};
