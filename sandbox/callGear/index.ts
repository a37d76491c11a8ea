import { Answer, route, type Vendor } from '../vendor';
import { readCall } from './envelope';
import { callGearEvents } from './events';
import { answerCall } from './methods';
import { view } from './view';
import { freshState, keys, settings, type State } from './world';

/** CallGear's Data API 2.0: JSON-RPC over one address. https://callgear.github.io/data_api/ */
export const callGear = {
	name: 'callGear',
	title: 'CallGear',
	keys,
	settings,
	state: freshState,
	events: callGearEvents,
	view,
	routes(app, world) {
		const post = (request: Parameters<typeof readCall>[0]) => {
			const rpc = readCall(request, world);
			throw rpc.succeed(answerCall(rpc));
		};
		route(app, '/v2.0', { POST: post }, () => refuseWithPage(405, 'Method Not Allowed'));
	},
	notFound: () => refuseWithPage(404, 'Not Found'),
} satisfies Vendor<typeof settings, State>;

function refuseWithPage(status: number, title: string): never {
	const page = `<html><head><title>${title}</title></head><body><h1>${status} ${title}</h1></body></html>`;
	throw new Answer(status, page, { 'content-type': 'text/html; charset=utf-8' });
}
