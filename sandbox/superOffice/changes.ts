import type { FastifyRequest } from 'fastify';
import omit from 'lodash/omit';

import { answerValue, readInt32 } from './body';
import { carrier, entity } from './entity';
import { EVENTS, fire } from './firing';
import { sessionOf } from './messages';
import { refuse, refuseArgument, refuseRequest } from './refusals';
import {
	type Customer,
	LINKS,
	type LinkName,
	RECORDS,
	type Session,
	type Status,
	STATUSES,
} from './sessions';
import type { SuperOfficeWorld, User } from './world';

interface Operation {
	op: string;
	path: string;
	value?: unknown;
}

/** The longest texts of https://docs.superoffice.com/en/database/tables/chat-session */
const TEXTS: Record<string, [key: Exclude<keyof Customer, 'consented'>, longest: number]> = {
	customername: ['name', 255],
	customeremail: ['email', 255],
	customerphone: ['phone', 32],
	customercompanyname: ['company', 255],
	customeralias: ['alias', 64],
};

/** `PATCH ChatSession/{id}`: a list of changes. https://docs.superoffice.com/en/api/reference/restful/rest/ChatSession/v1ChatSessionEntity_PatchChatSessionEntity */
export function changeSession(request: FastifyRequest, user: User, base: string, world: SuperOfficeWorld) {
	const session = sessionOf(request, world);
	const operations = readOperations(request);
	const before = session.status;
	// Nothing is kept of a list in which one change is refused
	const changed = structuredClone(session);
	for (const operation of operations) apply(changed, operation);
	Object.assign(session, changed);
	if (session.status !== before) {
		if (session.status === 'Finished') session.ended = world.clock.now();
		fire(world, EVENTS.changed, session, user);
	}
	world.store.hold('session', { ChatSessionId: session.id, operations });
	return entity(session, request, base);
}

function readOperations({ call }: FastifyRequest): Operation[] {
	if (call.received.size === 0) refuseArgument('Value cannot be null. Parameter name: patch');
	if (!/json/.test(call.contentType)) {
		refuseRequest(415, `The request entity's media type '${call.contentType}' is not supported.`);
	}
	const body: unknown = call.received.body;
	if (!Array.isArray(body)) return refuseArgument('This sandbox reads lists of changes only.');
	return body as Operation[];
}

function apply(session: Session, { op, path, value }: Operation): void {
	if (!['add', 'replace', 'remove'].includes(op)) refuseArgument(`The operation '${op}' is not supported.`);
	const name = path.replace(/^\//, '').toLowerCase();
	const link = LINKS.find((one) => one.toLowerCase() === name);
	if (link) return applyLink(session, link, op === 'remove' ? null : value);
	if (name in TEXTS) {
		const [key, longest] = TEXTS[name];
		if (typeof value !== 'string') refuseArgument(`${path}: a string is expected.`);
		if ((value as string).length > longest) refuseArgument(`${path}: longer than ${longest} characters.`);
		session.customer[key] = value as string;
		return;
	}
	if (name === 'customerconsented' || name === 'chatbotisactive') {
		if (typeof value !== 'boolean') refuseArgument(`${path}: a boolean is expected.`);
		if (name === 'chatbotisactive') session.botIsActive = value as boolean;
		else session.customer.consented = value as boolean;
		return;
	}
	if (name !== 'status') refuseArgument(`The path '${path}' is not known.`);
	if (!Object.hasOwn(STATUSES, String(value)))
		refuseArgument(`Requested value '${String(value)}' was not found.`);
	session.status = value as Status;
}

function applyLink(session: Session, link: LinkName, value: unknown): void {
	const others = omit(session.links, link);
	if (value === null) {
		session.links = others;
		return;
	}
	const id = (value as Record<string, unknown> | undefined)?.[`${link}Id`];
	if (typeof id !== 'number' || !(id in RECORDS[link])) {
		refuseArgument(`${link}: there is no record with the id ${String(id)}.`);
	}
	session.links = { ...others, [link]: id as number };
}

/** `POST ChatSession/{id}/Reset`: back to the queue, or to the form that the topic has for it. */
export function resetSession(request: FastifyRequest, user: User, world: SuperOfficeWorld) {
	const session = sessionOf(request, world, world.settings.unknownSessionStatus);
	const before = session.status;
	Object.assign(session, { status: world.settings.resetTo, botIsActive: false });
	delete session.user;
	delete session.transferTo;
	if (session.status !== before) fire(world, EVENTS.changed, session, user);
	world.store.hold('reset', { ChatSessionId: session.id });
	return carrier(session, request);
}

/** `POST ChatSession/{id}/TransferTo/{associate}`: an offer. A session that is not the caller's stays as it is, without a word. */
export function transferSession(request: FastifyRequest, user: User, world: SuperOfficeWorld) {
	const session = sessionOf(request, world, world.settings.unknownSessionStatus);
	const { to } = request.params as { to: string };
	const target = world.state.associates.find(
		({ id, login }) => String(id) === to || login.toLowerCase() === to.toLowerCase(),
	);
	if (!target) return refuseArgument(`There is no associate '${to}'.`);
	if (session.user?.login === user) {
		session.transferTo = target;
		world.store.hold('transfer', { ChatSessionId: session.id, to: target.id });
	}
	return carrier(session, request);
}

/** `POST ChatSession/{id}/Transcript?html=`: a text. What it looks like is not documented. */
export function transcript(request: FastifyRequest, world: SuperOfficeWorld) {
	const { messages, customer } = sessionOf(request, world, world.settings.unknownSessionStatus);
	const { html = 'false' } = request.query as { html?: string };
	if (!/^(true|false)$/i.test(html)) refuse(400, 'ArgumentException', `html: '${html}' is no boolean.`);
	const lines = messages.map(({ Author, Message, Type }) => {
		const name = Author || (Type === 'ToUser' ? customer.name : '');
		return `${name}: ${Message}`;
	});
	const text =
		html.toLowerCase() === 'true' ? lines.map((line) => `<p>${line}</p>`).join('') : lines.join('\n');
	return answerValue(text);
}

export const topicIdOf = ({ params }: FastifyRequest) =>
	readInt32((params as { id: string }).id, 'chatTopicId');
