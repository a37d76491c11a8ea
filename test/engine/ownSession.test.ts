import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { fingerprintOf, packSession } from '../../nodes/engine/fingerprint';
import { dropSession, keepSession, withOwnSession } from '../../nodes/engine/ownSession';

const fingerprint = ({ user }: ICredentialDataDecryptedObject) => fingerprintOf([user]);
const signer = { type: 'acmeApi', secrets: () => [], session: 'session', fingerprint };

/** The session of a user, as it stands in the credential. */
const sessionOf = (user: string, name = `session of ${user}`) => packSession(fingerprintOf([user]), name);
const ada = { user: 'ada', session: sessionOf('ada') };
const bob = { user: 'bob', session: sessionOf('ada') };

it('a request keeps the session that its login was given, in values of its own', () => {
	const values = withOwnSession({}, ada, signer);
	expect(values).toEqual(ada);
	expect(values).not.toBe(ada);
});

it.each([
	['of another login', sessionOf('ada')],
	['that is none', 'no session'],
	['that is empty', ''],
])('a request opens its own in place of one %s', (_which, session) => {
	expect(withOwnSession({}, { user: 'bob', session }, signer)).toEqual({ user: 'bob', session: '' });
});

it('a request has the session of its own login that an earlier one was sent with', () => {
	const execution = {};
	keepSession(execution, ada, signer);
	keepSession(execution, { user: 'bob', session: sessionOf('bob') }, signer);
	expect(withOwnSession(execution, bob, signer).session).toBe(sessionOf('bob'));
	expect(withOwnSession(execution, { ...ada, session: sessionOf('bob') }, signer).session).toBe(ada.session);
	expect(withOwnSession({}, bob, signer).session).toBe('');
});

it('nothing is kept of a session that was got with other values', () => {
	const execution = {};
	keepSession(execution, bob, signer);
	expect(withOwnSession(execution, bob, signer).session).toBe('');
});

it('a session that has ended is forgotten, and no other one', () => {
	const execution = {};
	const bobs = { user: 'bob', session: sessionOf('bob') };
	for (const values of [ada, bobs]) keepSession(execution, values, signer);
	dropSession(execution, ada, signer);
	expect(withOwnSession(execution, { ...ada, session: '' }, signer).session).toBe('');
	expect(withOwnSession(execution, { ...bobs, session: '' }, signer).session).toBe(bobs.session);
	// One that has been renewed meanwhile
	dropSession(execution, { user: 'bob', session: sessionOf('bob', 'older') }, signer);
	expect(withOwnSession(execution, { ...bobs, session: '' }, signer).session).toBe(bobs.session);
});

it.each<[string, object]>([
	['has no session', { session: undefined }],
	['has one that tells nothing of its login', { fingerprint: undefined }],
])('a credential that %s is left as it is', (_which, changes) => {
	const plain = { ...signer, ...changes };
	const execution = {};
	keepSession(execution, ada, plain);
	keepSession(execution, ada, signer);
	expect(withOwnSession(execution, bob, plain)).toEqual(bob);
	expect(withOwnSession(execution, bob, plain)).not.toBe(bob);
	expect(withOwnSession({}, ada, plain)).toEqual(ada);
});

it('a credential that has no session ends none', () => {
	const execution = {};
	keepSession(execution, ada, signer);
	dropSession(execution, { user: 'ada' }, { ...signer, session: undefined } as never);
	expect(withOwnSession(execution, { ...ada, session: '' }, signer).session).toBe(ada.session);
});
