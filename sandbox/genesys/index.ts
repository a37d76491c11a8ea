import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

import { Answer, type Handler, route, type Vendor } from '../vendor';
import { enter, enterChats } from './access';
import { attachNewFile, sendDocument } from './attachments';
import { readBody, readParameters, refuse, refuseWith } from './envelope';
import { genesysEvents } from './events';
import { operate } from './operations';
import { chatResource, chatsOf, colleagueResource, link, queueResource, userResource } from './resources';
import { view } from './view';
import { type Chat, freshState, type GenesysWorld, keys, settings, type State, type User } from './world';

export { newChat } from './world';

interface Ids {
	id?: string;
	documentId?: string;
}

const wrongMethod = () => refuseWith(405, 3, 'Method not allowed');

function listOf(request: FastifyRequest, name: string): string[] {
	const value = (request.query as Record<string, unknown>)[name];
	return typeof value === 'string' ? value.split(',') : [];
}

/** The agent's own chat; one of somebody else looks absent. */
function ownChat(request: FastifyRequest, user: User, world: GenesysWorld): Chat {
	const { id = '' } = request.params as Ids;
	const chat = world.state.chats.get(id);
	if (!chat || chat.agent !== user.userName) return refuse(world, 6, 'Resource not found');
	return chat;
}

function listChats(request: FastifyRequest, reply: FastifyReply, world: GenesysWorld) {
	const chats = chatsOf(enterChats(request, reply, world), world);
	if (chats.length === 0) return { statusCode: 0 };
	return listOf(request, 'fields').includes('*')
		? { statusCode: 0, chats: chats.map((chat) => chatResource(chat, world)) }
		: { statusCode: 0, uris: chats.map(({ id }) => link(`/chats/${id}`, world)) };
}

/** https://docs.genesys.com/Documentation/GWS/8.5.1/API/UsersAPI */
function listUsers(request: FastifyRequest, reply: FastifyReply, world: GenesysWorld) {
	enter(request, reply, world);
	const users = [...world.state.users.values()].map((user) => colleagueResource(user, world));
	return listOf(request, 'fields').includes('*')
		? { statusCode: 0, users }
		: { statusCode: 0, uris: users.map(({ uri }) => uri) };
}

/** Queues only: nobody asks for the others here. https://docs.genesys.com/Documentation/GWS/8.5.2/API/ContactsGetContacts */
function listContacts(request: FastifyRequest, reply: FastifyReply, world: GenesysWorld) {
	enter(request, reply, world);
	const { type } = request.query as { type?: string };
	if (type !== undefined && !['User', 'Queue', 'Custom'].includes(type)) {
		refuse(world, 10, 'Value of parameter [type] is not valid');
	}
	const wanted = type === undefined || type === 'Queue' ? world.state.queues : [];
	const contacts = wanted.map((name) => queueResource(name, world));
	return listOf(request, 'fields').includes('*')
		? { statusCode: 0, totalCount: contacts.length, contacts }
		: { statusCode: 0, totalCount: contacts.length, uris: contacts.map(({ uri }) => uri) };
}

const sessionShape = z.object({
	operationName: z.enum(['StartContactCenterSession', 'EndContactCenterSession']),
	channels: z.array(z.string()).min(1),
	place: z.string().optional(),
});

/** https://docs.genesys.com/Documentation/GWS/8.5.2/API/StartContactCenterSession */
function changeSession(user: User, request: FastifyRequest, world: GenesysWorld) {
	const { operationName, channels } = readParameters(readBody(request, world), sessionShape, world);
	if (operationName === 'EndContactCenterSession') {
		channels.forEach((channel) => user.channels.delete(channel));
		return { statusCode: 0 };
	}
	const bad = channels.filter((channel) => world.settings.badChannels.includes(channel));
	const good = channels.filter((channel) => !bad.includes(channel));
	const unregistered = (channel: string) => `Device for channel ${channel} is not registered`;
	if (good.length === 0) refuse(world, 4, unregistered(bad[0]));
	good.forEach((channel) => user.channels.add(channel));
	if (bad.length === 0) return { statusCode: 0 };
	return {
		statusCode: 7,
		failed: bad.map((channel) => ({ statusCode: 4, statusMessage: unregistered(channel), channel })),
		// Seen on a server: chat comes back under another name
		succeeded: good.map((channel) => ({
			statusCode: 0,
			channel: channel === 'chat' ? 'multimedia' : channel,
		})),
	};
}

/** The agent's open chat for a write. */
function chatToChange(request: FastifyRequest, reply: FastifyReply, world: GenesysWorld): Chat {
	const user = enterChats(request, reply, world);
	if (world.settings.openSessionRequired && !user.channels.has('chat')) {
		refuse(world, 2, 'The agent is not logged in to the chat channel');
	}
	return ownChat(request, user, world);
}

/** Genesys Web Services 8.5.2, the agent's side of chats. https://docs.genesys.com/Documentation/GWS/8.5.0/API/InteractionsOnChat */
export const genesys = {
	name: 'genesys',
	title: 'Genesys',
	keys,
	settings,
	state: freshState,
	end: ({ notifications }) => notifications.restart(),
	events: genesysEvents,
	view,
	routes(app, world) {
		route(
			app,
			'/api/v2/diagnostics/version',
			{ GET: () => ({ statusCode: 0, version: '8.5.202.41' }) },
			wrongMethod,
		);
		for (const me of ['/api/v2/me', '/api/v2/me/']) {
			route(
				app,
				me,
				{
					GET: (request, reply) => {
						const user = enter(request, reply, world);
						return { statusCode: 0, user: userResource(user, listOf(request, 'subresources'), world) };
					},
					POST: (request, reply) => changeSession(enter(request, reply, world), request, world),
				},
				wrongMethod,
			);
		}
		route(app, '/api/v2/users', { GET: (request, reply) => listUsers(request, reply, world) }, wrongMethod);
		route(
			app,
			'/api/v2/contacts',
			{ GET: (request, reply) => listContacts(request, reply, world) },
			wrongMethod,
		);
		route(
			app,
			'/api/v2/me/chats',
			{ GET: (request, reply) => listChats(request, reply, world) },
			wrongMethod,
		);
		route(
			app,
			'/api/v2/me/chats/:id',
			{
				GET: (request, reply) => {
					const chat = ownChat(request, enterChats(request, reply, world), world);
					return { statusCode: 0, chat: chatResource(chat, world) };
				},
				POST: (request, reply) =>
					operate(chatToChange(request, reply, world), readBody(request, world), world),
			},
			wrongMethod,
		);
		route(
			app,
			'/api/v2/me/chats/:id/attachments',
			{ POST: (request, reply) => attachNewFile(chatToChange(request, reply, world), request, world) },
			wrongMethod,
		);
		// Without /me it is the customer's API, which knows no agents
		route(app, '/api/v2/chats/:id', { GET: () => refuse(world, 20, 'Access denied') }, () =>
			refuse(world, 20, 'Access denied'),
		);
		route(
			app,
			'/api/v2/chats/:id/attachments/:documentId',
			{
				GET: async (request, reply) => {
					const chat = ownChat(request, enterChats(request, reply, world), world);
					const { documentId = '' } = request.params as Ids;
					return await sendDocument(documentId, [chat], reply, world);
				},
			},
			wrongMethod,
		);
		// A client may name the kind of its message behind it, as CometD's own clients do
		for (const path of ['/api/v2/notifications', '/api/v2/notifications/*']) {
			const answer: Handler = async (request, reply) =>
				await world.state.notifications.answer(request, reply, enter(request, reply, world).userName);
			route(app, path, { POST: answer }, () => {
				throw new Answer(400);
			});
		}
		// https://docs.genesys.com/Documentation/HTCC/8.5.1/API/AttachmentsAPI
		route(
			app,
			'/api/v2/me/interactions/:id/attachments/:documentId',
			{
				GET: async (request, reply) => {
					const chat = ownChat(request, enterChats(request, reply, world), world);
					const { documentId = '' } = request.params as Ids;
					return await sendDocument(documentId, [chat], reply, world);
				},
			},
			wrongMethod,
		);
		route(
			app,
			'/api/v2/attachments/:documentId',
			{
				GET: async (request, reply) => {
					const chats = chatsOf(enterChats(request, reply, world), world);
					const { documentId = '' } = request.params as Ids;
					return await sendDocument(documentId, chats, reply, world);
				},
			},
			wrongMethod,
		);
	},
	notFound(request, world) {
		if (request.url.startsWith('/api/v2/')) refuse(world, 6, 'Resource not found');
		throw new Answer(404, '<html><body><h2>HTTP ERROR 404</h2></body></html>', {
			'content-type': 'text/html; charset=iso-8859-1',
		});
	},
} satisfies Vendor<typeof settings, State>;
