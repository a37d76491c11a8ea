import { compact } from 'lodash';
import { z } from 'zod';

import { pathSegment } from '../engine/address';
import { Failure } from '../engine/errors';
import { answeredId, readEnvelope, VENDOR } from './answers';
import { call, type Site } from './api';
import { isAddress } from './fields';
import { CONTACTS, ME, USERS } from './paths';

const optionalText = z.string().optional().catch(undefined);

const user = z.object({
	uri: z.string().min(1),
	userName: optionalText,
	firstName: optionalText,
	lastName: optionalText,
});

const queue = z.object({ name: z.string().min(1) });

const me = z.object({ user: user.pick({ uri: true }) });
const ownId = z.object({ user: z.object({ id: answeredId }) });
const users = z.object({ users: z.array(user.nullable().catch(null)).default([]).transform(compact) });
const queues = z.object({ contacts: z.array(queue.nullable().catch(null)).default([]).transform(compact) });

/** A user of the contact center. https://docs.genesys.com/Documentation/GWS/8.5.1/API/UsersAPI */
export type User = z.infer<typeof user>;

/** A queue, as the contact that it is for agents. https://docs.genesys.com/Documentation/HTCC/latest/API/ContactsResource */
export type Queue = z.infer<typeof queue>;

function unreadable(what: string, remedy: string): Failure {
	return new Failure({
		message: `${what} could not be read`,
		remedy: `The answer of Genesys has another form than the node knows. ${remedy}`,
		delivery: 'notSent',
		vendor: VENDOR,
	});
}

/**
 * The URI of a user: a whole address as it is, or one made from an ID after that of the agent of the credential, since only Genesys knows how it
 * writes its own addresses.
 *
 * @throws Failure when the agent cannot be read
 */
export async function userUri(site: Site, idOrUri: string): Promise<string> {
	if (isAddress(idOrUri)) return idOrUri;
	const id = pathSegment(idOrUri, 'Agent');
	const asked = { method: 'GET', effect: 'reads', path: ME } as const;
	const own = await call(site, asked, (answer) => me.safeParse(readEnvelope(answer)).data?.user.uri);
	const base = own === undefined ? undefined : /^(.+\/users\/)[^/]+$/.exec(own)?.[1];
	if (base === undefined)
		throw unreadable("The agent's own address", 'Pick the agent from the list instead.');
	return `${base}${id}`;
}

/** The ID of the agent of the credential; undefined where Genesys does not tell it. @throws Failure when the login was refused */
export async function readOwnId(site: Site): Promise<string | undefined> {
	const asked = { method: 'GET', effect: 'reads', path: ME } as const;
	return await call(site, asked, (answer) => ownId.safeParse(readEnvelope(answer)).data?.user.id);
}

/**
 * All users of the contact center, by `GET /api/v2/users?fields=*`. https://docs.genesys.com/Documentation/GWS/8.5.1/API/UsersAPI
 *
 * @throws Failure when they cannot be read
 */
export async function readUsers(site: Site): Promise<User[]> {
	const asked = { method: 'GET', effect: 'reads', path: USERS, qs: { fields: '*' } } as const;
	const read = await call(site, asked, (answer) => users.safeParse(readEnvelope(answer)).data?.users);
	if (read) return read;
	throw unreadable('The agents', 'Type the ID instead.');
}

/**
 * The queues that a chat can go to, by `GET /api/v2/contacts?type=Queue`. https://docs.genesys.com/Documentation/GWS/8.5.2/API/ContactsGetContacts
 *
 * @throws Failure when they cannot be read
 */
export async function readQueues(site: Site): Promise<Queue[]> {
	const qs = { type: 'Queue', fields: '*' };
	const asked = { method: 'GET', effect: 'reads', path: CONTACTS, qs } as const;
	const read = await call(site, asked, (answer) => queues.safeParse(readEnvelope(answer)).data?.contacts);
	if (read) return read;
	throw unreadable('The queues', 'Type the name instead.');
}
