import type { FastifyRequest } from 'fastify';

import { readEntity, readInt32 } from './body';
import { EVENTS, fire } from './firing';
import { refuse, refuseArgument } from './refusals';
import { ENDED, type Message, type Session, SPECIAL_TYPES, TYPES } from './sessions';
import type { SuperOfficeWorld, User } from './world';
import { type AskedZone, askedZone, readDate, showDate } from './zones';

/** Half of a character, which no database keeps. */
const HALF = /\p{Surrogate}/u;

/** The session of the path. An unknown one is refused as `GET ChatSession/{id}` refuses it. */
export function sessionOf(request: FastifyRequest, { state }: SuperOfficeWorld, status = 404): Session {
	const id = readInt32((request.params as { id: string }).id, 'chatSessionId');
	const session = state.sessions.get(id);
	return session ?? refuse(status, 'SoNotFoundException', `ChatSession with id ${id} was not found.`);
}

/** `GET ChatSession/{id}/Messages?after=n`: all messages, or those with a higher id. */
export function getMessages(request: FastifyRequest, world: SuperOfficeWorld) {
	const { messages } = sessionOf(request, world, world.settings.unknownSessionStatus);
	const { after = '0' } = request.query as { after?: string };
	const last = readInt32(after, 'after');
	const zone = askedZone(request.headers);
	return messages.filter(({ ChatMessageId }) => ChatMessageId > last).map((message) => shown(message, zone));
}

/**
 * `POST ChatSession/{id}/Messages`. The page marks no field as required and names no error; what is refused beyond broken requests
 * is a choice. https://docs.superoffice.com/en/api/reference/restful/rest/ChatSession/v1ChatSession_AddMessage
 */
export function addMessage(request: FastifyRequest, user: User, world: SuperOfficeWorld) {
	const { settings, state, store } = world;
	const session = sessionOf(request, world, settings.unknownSessionStatus);
	const zone = askedZone(request.headers);
	const sent = readMessage(readEntity(request, 'message'), zone, world);
	if (ENDED.includes(session.status) && settings.endedSessionStatus !== 200) {
		refuseArgument(
			`The chat session is ${session.status}.`,
			'InvalidOperationException',
			settings.endedSessionStatus,
		);
	}
	const message: Message = {
		...sent,
		ChatMessageId: (state.lastMessageId += 1),
		ChatSessionId: session.id,
	};
	const before = session.status;
	keep(session, message, world);
	fire(world, EVENTS.message, session, user);
	if (session.status !== before) fire(world, EVENTS.changed, session, user);
	store.hold('message', { ...message, WhenPosted: message.WhenPosted.toISOString(), postedBy: user });
	return shown(message, zone);
}

/** Puts a message into its session, which waits for the other side then. */
export function keep(session: Session, message: Message, { clock }: SuperOfficeWorld): void {
	session.messages.push(message);
	session.lastMessage = message.Message;
	if (session.firstMessage === '') session.firstMessage = message.Message;
	if (message.Type === 'ToCustomer') session.status = 'UserLast';
	if (message.Type === 'ToUser') session.status = 'CustomerLast';
	session.idle = clock.now();
}

function shown(message: Message, zone: AskedZone) {
	return { ...message, WhenPosted: showDate(message.WhenPosted, zone) };
}

function readMessage(
	entity: Record<string, unknown>,
	{ zone }: AskedZone,
	{ settings, clock }: SuperOfficeWorld,
): Omit<Message, 'ChatMessageId' | 'ChatSessionId'> {
	const Type = readEnum(entity.type ?? 'Invalid', 'Type', TYPES);
	const SpecialType = readEnum(entity.specialtype ?? 'None', 'SpecialType', SPECIAL_TYPES);
	const Message = readText(entity.message, 'Message');
	const SpecialParam = readText(entity.specialparam, 'SpecialParam', settings.longestText);
	if (settings.refuseUselessMessages && Type === 'Invalid') refuseArgument('Type: the message has no type.');
	if (settings.refuseUselessMessages && Message === '' && SpecialType === 'None') {
		refuseArgument('Message: the message has no text.');
	}
	if (SpecialType === 'Options' && !isListOfTexts(SpecialParam)) {
		refuseArgument('SpecialParam: the options are not a JSON array of strings.');
	}
	return {
		Type,
		Message,
		Author: readText(entity.author, 'Author', settings.longestText),
		ReadByCustomer: readWhole(entity.readbycustomer ?? 0, 'ReadByCustomer'),
		SpecialType,
		SpecialParam,
		WhenPosted:
			entity.whenposted === undefined || entity.whenposted === null
				? clock.now()
				: readDate(entity.whenposted, 'WhenPosted', zone ?? settings.baseTimeZone),
	};
}

function readEnum(value: unknown, parameter: string, names: string[]): string {
	if (typeof value === 'string' && names.includes(value)) return value;
	return refuseArgument(`Requested value '${String(value)}' was not found. Parameter name: ${parameter}`);
}

function readText(value: unknown, parameter: string, longest = Infinity): string {
	if (value === undefined || value === null) return '';
	if (typeof value !== 'string') return refuseArgument(`${parameter}: a string is expected.`);
	if (HALF.test(value)) refuseArgument(`${parameter}: the text holds half a character.`);
	return value.length > longest
		? refuseArgument(`${parameter}: the text is longer than ${longest} characters.`)
		: value;
}

function readWhole(value: unknown, parameter: string): number {
	const number = typeof value === 'string' ? Number(value) : value;
	return Number.isInteger(number)
		? (number as number)
		: refuseArgument(`${parameter}: an integer is expected.`);
}

function isListOfTexts(text: string): boolean {
	try {
		const list = JSON.parse(text) as unknown;
		return Array.isArray(list) && list.every((entry) => typeof entry === 'string' && !HALF.test(entry));
	} catch {
		return false;
	}
}
