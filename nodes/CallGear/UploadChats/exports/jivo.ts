import { type Agent, type Conversation, type Line, type Speaker } from './conversation';
import type { Part } from './part';
import { unixTime } from './unixTime';

const ONLY_FINISHED = 'Take the body that Jivo sends to a webhook at the end of a chat: chat_finished.';

/** A chat as Jivo's webhook `chat_finished` tells it. https://www.jivochat.com/docs/webhooks/ @throws Failure for what is none */
export function readJivo(body: Part): Conversation {
	body.object('what Jivo sends');
	const event = body.at('event_name');
	if (event.value !== 'chat_finished') throw event.refused(ONLY_FINISHED);
	const visitor = body.at('visitor');
	const messages = body.at('chat', 'messages');
	const invitation = body.at('chat', 'invitation');
	const agents = body.has('agents') ? body.at('agents').list() : [];
	const id = body.at('chat_id').id();
	const all = messages.list();
	const lines = all.map((message) => lineOf(message, agents)).filter(({ text }) => !text.isBlank);
	return {
		place: messages.place,
		id: id && `jivo-${id}`,
		name: visitor.at('name'),
		phone: visitor.at('phone'),
		email: visitor.at('email'),
		...(invitation.isBlank || invitation.value === false ? {} : { initiator: 'autoinvite' }),
		lines,
		leftOut: all.length - lines.length,
	};
}

function lineOf(message: Part, agents: Part[]): Line {
	message.object('a message');
	return {
		time: unixTime(message.at('timestamp')),
		speaker: speakerOf(message, agents),
		text: message.at('message'),
		place: message.place,
	};
}

function speakerOf(message: Part, agents: Part[]): Speaker {
	const type = message.at('type');
	if (type.value === 'visitor') return 'visitor';
	if (type.value === 'agent') return agentOf(message.at('agent_id'), agents);
	throw type.refused('Known are visitor and agent: take other entries out, or give them one of these types.');
}

/** The list has the ID as text, the message as a number. */
function agentOf(number: Part, agents: Part[]): Agent {
	const id = number.text();
	const agent = id === undefined ? undefined : agents.find((each) => each.at('id').text() === id);
	return { id, email: agent?.at('email').text(), name: agent?.at('name').text(), place: number.place };
}
