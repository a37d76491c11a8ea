import { route, type Handler, type Vendor } from '../vendor';
import { refuse, refuseWithPage } from './checks';
import { haptikEvents } from './events';
import { logFeedback } from './feedback';
import { logFile } from './files';
import { sendChatToAgent } from './handOver';
import { logMessage } from './messages';
import { getChatHistory } from './transcripts';
import { registerUser, updateUser } from './users';
import { enableWebhook } from './webhook';
import { view } from './view';
import { freshState, keys, settings, type State } from './world';

/** At a real Haptik these are at another address. */
const TOOLS = '/integration/external/v2.0/';

/** Haptik's "Bot as an API" channel, and the tools for transcripts and hand-overs. https://docs.haptik.ai/bot-as-an-api */
export const haptik = {
	name: 'haptik',
	title: 'Haptik',
	keys,
	settings,
	state: freshState,
	events: haptikEvents,
	view,
	routes(app, world) {
		const wrongMethod = () => refuse(405, 'method not allowed');
		const post = (path: string, handler: Handler) => route(app, path, { POST: handler }, wrongMethod);
		route(
			app,
			'/v1.0/user/',
			{ POST: (request) => registerUser(request, world), PUT: (request) => updateUser(request, world) },
			wrongMethod,
		);
		post('/v1.0/log_message_from_user/', (request) => logMessage(request, world));
		post('/v1.0/log_file_from_user/', (request, reply) => logFile(request, reply, world));
		post('/v1.0/log_feedback_from_user/', (request, reply) => logFeedback(request, reply, world));
		post('/v1.0/webhook/', (request) => enableWebhook(request, world));
		post(`${TOOLS}send_chat_to_agent/`, (request) => sendChatToAgent(request, world));
		const history: Handler = (request) => getChatHistory(request, world);
		route(app, `${TOOLS}get_chat_history/`, { GET: history }, wrongMethod);
	},
	notFound: () => refuseWithPage(404, 'Not Found'),
} satisfies Vendor<typeof settings, State>;
