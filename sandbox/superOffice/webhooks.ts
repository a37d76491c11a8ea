import type { FastifyRequest } from 'fastify';
import omit from 'lodash/omit';

import { Answer } from '../vendor';
import { answerValue, readEntity, readInt32 } from './body';
import type { Call } from './access';
import { signatureOf, testBody } from './firing';
import { refuse, refuseArgument } from './refusals';
import { keys, type SuperOfficeWorld, type User, type Webhook } from './world';

const STATES = ['Active', 'Stopped', 'TooManyErrors'];
const LONGEST = { name: 400, url: 4000, secret: 400 };

type Handlers = Partial<Record<'GET' | 'POST' | 'PUT' | 'DELETE', Call>>;

/** The calls of https://docs.superoffice.com/en/api/reference/restful/rest/Webhook */
export function webhookRoutes(
	add: (path: string, handlers: Handlers) => void,
	world: SuperOfficeWorld,
): void {
	const allowed =
		(work: Call): Call =>
		(request, user, base) => {
			if (!world.settings.webhookAccess) {
				refuse(403, 'SoRestrictedAgentException', 'The application has no access to the Webhook agent.');
			}
			return work(request, user, base);
		};
	add('/Webhook', {
		GET: allowed((request) => list(request, world)),
		POST: allowed(async (request, user) => await register(request, user, world)),
	});
	add('/Webhook/:id', {
		GET: allowed((request) => shown(webhookOf(request, world))),
		PUT: allowed((request, user) => replace(request, user, world)),
		DELETE: allowed((request, user) => remove(request, user, world)),
	});
	add('/Webhook/:id/LastError', {
		GET: allowed((request) => answerValue(shown(webhookOf(request, world)).LastError)),
	});
}

/** The state that is seen: one that the vendor has switched off says so. */
const stateOf = ({ State, address }: Webhook) => (address.off ? 'TooManyErrors' : State);

function shown(webhook: Webhook) {
	const { address } = webhook;
	return {
		...omit(webhook, 'owner', 'address'),
		State: stateOf(webhook),
		ConsecutiveErrors: address.failures,
		LastError: address.failures > 0 ? 'The target did not answer with 200.' : '',
	};
}

function list({ query }: FastifyRequest, { state }: SuperOfficeWorld) {
	const { statusFilter = 'Unknown', nameFilter = '', eventFilter = '' } = query as Record<string, string>;
	if (statusFilter !== 'Unknown' && !STATES.includes(statusFilter)) {
		refuseArgument(`Requested value '${statusFilter}' was not found.`);
	}
	return [...state.webhooks.values()]
		.filter((webhook) => statusFilter === 'Unknown' || stateOf(webhook) === statusFilter)
		.filter(({ Name, Events }) => Name.includes(nameFilter) && Events.join().includes(eventFilter))
		.map(shown);
}

function webhookOf(request: FastifyRequest, { state }: SuperOfficeWorld): Webhook {
	const id = readInt32((request.params as { id: string }).id, 'webhookId');
	const found = state.webhooks.get(id);
	return found ?? refuse(404, 'SoNotFoundException', `Webhook with id ${id} was not found.`);
}

/** An address is called before it is kept, and has to answer with exactly 200. https://docs.superoffice.com/en/automation/webhook/dev/register */
async function register(request: FastifyRequest, user: User, world: SuperOfficeWorld) {
	const { fields, secret } = readWebhook(request);
	const problem = await problemOf(fields, secret);
	if (problem !== undefined) refuseArgument(`The webhook was not saved: ${problem}`);
	const id = (world.state.lastWebhookId += 1);
	const address = { url: fields.TargetUrl, secret, adds: addsOf(fields), failures: 0, off: false };
	const webhook: Webhook = { ...fields, WebhookId: id, owner: ownerOf(user), address };
	world.state.webhooks.set(id, webhook);
	world.store.hold('webhook', { WebhookId: id, TargetUrl: fields.TargetUrl, Events: fields.Events });
	return shown(webhook);
}

const ownerOf = (user: User) => `${keys.clientId} ${user === 'SYSTEM' ? 'SYSTEM' : 'a person'}`;

const addsOf = ({ Headers, Properties }: Pick<Webhook, 'Headers' | 'Properties'>) => ({
	headers: Headers,
	body: Properties,
});

type Fields = Omit<Webhook, 'WebhookId' | 'owner' | 'address'>;

async function problemOf({ TargetUrl }: Fields, secret: string): Promise<string | undefined> {
	const bytes = Buffer.from(JSON.stringify(testBody()));
	const signature: Record<string, string> =
		secret === '' ? {} : { 'X-SuperOffice-Signature': signatureOf(bytes, secret) };
	try {
		const { status } = await fetch(TargetUrl, {
			method: 'POST',
			body: new Uint8Array(bytes),
			headers: {
				'Content-Type': 'application/json',
				'X-SuperOffice-Event': 'test',
				'X-Hook-Test': 'true',
				...signature,
			},
			redirect: 'manual',
			signal: AbortSignal.timeout(10_000),
		});
		return status === 200 ? undefined : `the target answered the test event with ${status}.`;
	} catch {
		return 'the target did not answer the test event.';
	}
}

function replace(request: FastifyRequest, user: User, world: SuperOfficeWorld) {
	const webhook = owned(request, user, world);
	const { fields, secret } = readWebhook(request);
	Object.assign(webhook, fields);
	const { address } = webhook;
	Object.assign(address, { url: fields.TargetUrl, secret, adds: addsOf(fields) });
	if (fields.State === 'Active') world.outbox?.enable(address);
	else if (fields.State === 'TooManyErrors') address.off = true;
	return shown(webhook);
}

function remove(request: FastifyRequest, user: User, world: SuperOfficeWorld): never {
	const { WebhookId } = owned(request, user, world);
	world.state.webhooks.delete(WebhookId);
	throw new Answer(204);
}

function owned(request: FastifyRequest, user: User, world: SuperOfficeWorld): Webhook {
	const webhook = webhookOf(request, world);
	if (webhook.owner === ownerOf(user)) return webhook;
	return refuse(403, 'SoSecurityException', 'The webhook belongs to another application.');
}

function readWebhook(request: FastifyRequest): { fields: Fields; secret: string } {
	const sent = readEntity(request, 'webhook');
	const text = (name: string, longest: number): string => {
		const value = sent[name] ?? '';
		if (typeof value !== 'string' || value.length > longest) {
			return refuseArgument(`${name}: a string of up to ${longest} characters is expected.`);
		}
		return value;
	};
	const events = sent.events;
	if (!Array.isArray(events) || events.length === 0) return refuseArgument('Events: an array is expected.');
	const TargetUrl = text('targeturl', LONGEST.url);
	if (!isTarget(TargetUrl)) refuseArgument('TargetUrl must be a valid https address.');
	const Type = text('type', LONGEST.name);
	if (Type !== 'webhook') refuseArgument(`The plugin '${Type}' is not known.`);
	const State = text('state', LONGEST.name) || 'Active';
	if (!STATES.includes(State)) refuseArgument(`Requested value '${State}' was not found.`);
	return {
		secret: text('secret', LONGEST.secret),
		fields: {
			Name: text('name', LONGEST.name) || refuseArgument('Name: a string is expected.'),
			Events: events.map(String),
			TargetUrl,
			State,
			Type,
			Headers: (sent.headers ?? {}) as Record<string, string>,
			Properties: (sent.properties ?? {}) as Record<string, unknown>,
			ErrorEmails: (sent.erroremails ?? []) as string[],
		},
	};
}

/** https, or this machine's own addresses, which stand in for it. */
function isTarget(url: string): boolean {
	if (!URL.canParse(url)) return false;
	const { protocol, hostname } = new URL(url);
	return (
		protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
	);
}
