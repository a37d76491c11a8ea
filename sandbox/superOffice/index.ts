import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { type Handler, route, type Vendor } from '../vendor';
import { type Call, checkHost, type Place, signedIn, throttle } from './access';
import { changeSession, resetSession, transcript, transferSession } from './changes';
import { entity } from './entity';
import { superOfficeEvents } from './events';
import { listSessions } from './list';
import { loginRoutes } from './login';
import { answerMdoList } from './mdoList';
import { addMessage, getMessages, sessionOf } from './messages';
import { refuseRequest, wrongMethod } from './refusals';
import { createSession, isOpen, presence, topicAgents } from './topics';
import { webhookRoutes } from './webhooks';
import { listZones } from './zones';
import { view } from './view';
import { freshState, keys, settings, type State, type SuperOfficeWorld, type User } from './world';

/**
 * SuperOffice online and onsite. One server plays all of the vendor's hosts: the login host has the paths of its own, a data host is the
 * first part of the path (`/online2/Cust40417/api` stands for `https://online2.superoffice.com/Cust40417/api`), and `/SuperOffice/api` is
 * an installation in the customer's house. https://docs.superoffice.com/en/api/reference/restful/rest/ChatSession
 */
export const superOffice = {
	name: 'superOffice',
	title: 'SuperOffice',
	keys,
	settings,
	state: freshState,
	events: superOfficeEvents,
	view,
	routes(app, world) {
		loginRoutes(app, world);
		apiRoutes(app, '/SuperOffice/api', world);
		apiRoutes(app, '/:host/:tenant/api', world);
		// The login host has no tenant's data
		app.all('/:tenant(^Cust\\d+$)/api/v1/*', ({ params }) =>
			checkHost(undefined, (params as { tenant: string }).tenant, world),
		);
	},
	notFound: () => refuseRequest(404, 'No HTTP resource was found that matches the request URI.'),
} satisfies Vendor<typeof settings, State>;

function apiRoutes(app: FastifyInstance, base: string, world: SuperOfficeWorld): void {
	const placed = (request: FastifyRequest): Place => {
		const { host, tenant } = request.params as { host?: string; tenant?: string };
		if (tenant === undefined) return { online: false, tenant: 'onsite' };
		checkHost(host, tenant, world);
		return { online: true, tenant };
	};
	const address = (request: FastifyRequest) =>
		`${world.url()}${request.url.slice(0, request.url.toLowerCase().indexOf('/api') + 4)}`;
	const call =
		(work: Call): Handler =>
		(request) => {
			const user = signedIn(request, placed(request), world);
			if (request.method === 'GET') throttle(world);
			return work(request, user, address(request));
		};
	route(
		app,
		base,
		{
			GET: async (request, reply) => {
				placed(request);
				return await version(request, reply, address(request));
			},
		},
		wrongMethod,
	);
	const v1 = `${base}/v1`;
	route(app, `${v1}/User/currentPrincipal`, { GET: call((_request, user) => principal(user)) }, wrongMethod);
	route(
		app,
		`${v1}/TimeZone`,
		{ GET: call((request, _user, at) => listZones(request, at, world)) },
		wrongMethod,
	);
	route(app, `${v1}/MDOList/:name`, { GET: call((request) => answerMdoList(request, world)) }, wrongMethod);
	route(
		app,
		`${v1}/ChatSession`,
		{ GET: call((request, _user, at) => listSessions(request, at, world)) },
		wrongMethod,
	);
	route(
		app,
		`${v1}/ChatSession/:id`,
		{
			GET: call((request, _user, at) => entity(sessionOf(request, world), request, at)),
			PATCH: call((request, user, at) => changeSession(request, user, at, world)),
		},
		wrongMethod,
	);
	const post = (path: string, work: Call) => route(app, `${v1}${path}`, { POST: call(work) }, wrongMethod);
	const get = (path: string, work: Call) => route(app, `${v1}${path}`, { GET: call(work) }, wrongMethod);
	post('/ChatSession/:id/Reset', (request, user) => resetSession(request, user, world));
	post('/ChatSession/:id/Transcript', (request) => transcript(request, world));
	post('/ChatSession/:id/TransferTo/:to', (request, user) => transferSession(request, user, world));
	post('/ChatTopic/:id/Sessions', (request, user) => createSession(request, user, world));
	get('/ChatTopic/:id/IsOpen', (request) => isOpen(request, world));
	get('/ChatTopic/:id/UserAgent', (request) => topicAgents(request, world));
	post('/Agents/Chat/GetChatPresence', () => presence(world));
	webhookRoutes((path, handlers) => {
		const named = Object.entries(handlers).map(([method, work]) => [method, call(work)] as const);
		route(app, `${v1}${path}`, Object.fromEntries(named), wrongMethod);
	}, world);
	route(
		app,
		`${v1}/ChatSession/:id/Messages`,
		{
			GET: call((request) => getMessages(request, world)),
			POST: call((request, user) => addMessage(request, user, world)),
		},
		wrongMethod,
	);
}

/** `GET /api` asks for no credential, so it proves none. https://docs.superoffice.com/en/api/web-services/endpoints/get-webapi-version */
async function version(request: FastifyRequest, reply: FastifyReply, base: string) {
	if (!request.headers.accept?.includes('json')) {
		return await reply.type('text/html').send('<html><body><h1>SuperOffice WebAPI</h1></body></html>');
	}
	return {
		v1: `${base}/v1/`,
		NetServerVersion: '11.12',
		NetServerLabel: 'Release_11.12_2026.04.28-01',
		Version: '11.12.9600.1',
	};
}

/** `GET v1/User/currentPrincipal`: who the credential stands for. */
function principal(user: User) {
	const system = user === 'SYSTEM';
	return {
		UserType: system ? 'SystemAssociate' : 'InternalAssociate',
		Associate: user,
		AssociateId: system ? 2 : 21,
		UserName: user.toLowerCase(),
		FullName: system ? 'System' : 'Kari Holm',
		EMailAddress: system ? '' : 'kari@example.net',
		EjUserId: system ? 1 : 7,
		DatabaseContextIdentifier: keys.tenantId,
	};
}
