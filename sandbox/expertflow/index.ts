import type { FastifyInstance } from 'fastify';

import { Answer, route, type Handler, type Vendor } from '../vendor';
import { channelByServiceIdentifier, connectorConfigurations } from './channels';
import { expertflowEvents } from './events';
import { downloadFileStream, uploadFileStream } from './files';
import { type Guard, passGateway, routeNotFound } from './gateway';
import { issueToken } from './keycloak';
import { receiveMessage } from './messages';
import { uploadFileFromUrl } from './uploadFromUrl';
import { view } from './view';
import { type ExpertflowWorld, freshState, keys, settings, type State } from './world';

interface Call {
	method: 'GET' | 'POST';
	path: string;
	guard: Guard;
	handler: Handler;
}

const FILES: Guard = { component: 'file-engine' };

function calls(world: ExpertflowWorld): Call[] {
	return [
		{
			method: 'POST',
			path: '/api/uploadFileStream',
			guard: FILES,
			handler: (request) => uploadFileStream(request, world),
		},
		{
			method: 'GET',
			path: '/api/downloadFileStream',
			guard: FILES,
			handler: async (request, reply) => await downloadFileStream(request, reply, world),
		},
		{
			method: 'POST',
			path: '/message/receive',
			guard: { component: 'ccm', kind: 'message' },
			handler: async (request, reply) => await receiveMessage(request, reply, world),
		},
		{
			method: 'GET',
			path: '/channel-connectors/configurations/:serviceIdentifier',
			guard: { component: 'ccm' },
			handler: (request) => connectorConfigurations(request, world),
		},
		{
			method: 'GET',
			path: '/channels/service-identifier/:serviceIdentifier',
			guard: { component: 'ccm', kind: 'public' },
			handler: (request) => channelByServiceIdentifier(request, world),
		},
	];
}

function wrongMethod(): never {
	throw new Answer(405, { message: 'Method Not Allowed' });
}

/** One call at the path that the gateway offers, and at the bare one that it has inside the cluster. */
function serve(app: FastifyInstance, { method, path, guard, handler }: Call, world: ExpertflowWorld): void {
	for (const prefixed of [true, false]) {
		const only =
			(next: Handler): Handler =>
			(request, reply) => {
				if (world.settings.prefixes !== prefixed) routeNotFound(world);
				passGateway(request, guard, world);
				return next(request, reply);
			};
		const refuse = only(wrongMethod);
		route(
			app,
			prefixed ? `/${guard.component}${path}` : path,
			{ GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse, [method]: only(handler) },
			wrongMethod,
		);
	}
}

/** Expertflow CX: file engine, Customer Channel Manager and Keycloak behind one gateway. https://docs.expertflow.com/cx/4.10 */
export const expertflow = {
	name: 'expertflow',
	title: 'Expertflow',
	keys,
	settings,
	state: freshState,
	events: expertflowEvents,
	view,
	routes(app, world) {
		for (const call of calls(world)) serve(app, call, world);
		route(
			app,
			'/auth/realms/:realm/protocol/openid-connect/token',
			{ POST: (request) => issueToken(request, world) },
			wrongMethod,
		);
		// The path of upload from URL is a setting, so it is looked up when a call comes
		app.post('/*', async (request) => {
			const prefix = world.settings.prefixes ? '/file-engine' : '';
			if (request.url.split('?')[0] !== `${prefix}${world.settings.uploadFromUrlPath}`) routeNotFound(world);
			passGateway(request, FILES, world);
			return await uploadFileFromUrl(request, world);
		});
	},
	notFound: (_request, world) => routeNotFound(world),
} satisfies Vendor<typeof settings, State>;
