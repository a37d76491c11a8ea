import { packSession } from '../../../nodes/engine/fingerprint';
import {
	baseUrlOf,
	basicAuthorization,
	checkLogin,
	fingerprintOf,
	loginOf,
	secretsOf,
	sessionOf,
} from '../../../nodes/Genesys/account';
import { sessionText } from '../../../nodes/Genesys/session';

const HOST = 'https://gws.example.test';
const SIGNED = Buffer.from('kari:a pass').toString('base64');
const login = { baseUrl: HOST, username: 'kari', password: 'a pass' };

describe('the address', () => {
	it.each([
		['/api/v2', ''],
		['/proxy/api/v12/me/chats', '/proxy'],
		['/internal-api/x', ''],
		['/ui', ''],
		['/ui/ad/v1/index.html', ''],
		['/uinta', '/uinta'],
		['/api/version', '/api/version'],
		['/api/v2x', '/api/v2x'],
	])('with "%s" behind the host', (path, kept) => {
		expect(baseUrlOf({ baseUrl: `${HOST}${path}` })).toBe(`${HOST}${kept}`);
	});
});

describe('the login', () => {
	it('is a trimmed name and the password as it stands; what is no text is nothing', () => {
		expect(loginOf({ username: ' kari ', password: ' p ' })).toEqual({ username: 'kari', password: ' p ' });
		expect(loginOf({ username: 7 })).toEqual({ username: '', password: '' });
		expect(basicAuthorization(login)).toBe(`Basic ${Buffer.from('kari:a pass').toString('base64')}`);
	});

	it.each([
		['secret\n', 'secret'],
		['secret\r\n', 'secret'],
		[' secret ', ' secret '],
		['secret\t', 'secret\t'],
		['sec\nret', 'sec\nret'],
		['\n', ''],
	])('has the password %j without the end of the line that it was copied from: %j', (typed, sent) => {
		expect(loginOf({ username: 'kari', password: typed }).password).toBe(sent);
		expect(secretsOf({ username: 'kari', password: typed })[0]).toBe(sent);
		const authorization = basicAuthorization({ username: 'kari', password: typed });
		expect(Buffer.from(authorization.slice('Basic '.length), 'base64').toString()).toBe(`kari:${sent}`);
	});

	it.each([
		['', '"User Name" is empty'],
		[' ', '"User Name" is empty'],
		['kari:x', '"User Name" holds a colon'],
		[':', '"User Name" holds a colon'],
	])('is refused with the user name %j', (username, message) =>
		expect(() => checkLogin({ ...login, username })).toThrow(message),
	);

	it.each([' kari\n', '\ufeffkari', 'kari\u200b', '\u202akari\u202c'])(
		'has a user name without what copying adds to it: %j',
		(username) => expect(loginOf({ username }).username).toBe('kari'),
	);

	it('is taken with any other user name', () => {
		for (const username of ['kari', 'CORP\\kari', 'kari@example.com', 'Jürgen K.'])
			expect(() => checkLogin({ ...login, username })).not.toThrow();
	});

	it('has a short fingerprint, which changes with address, name and password', () => {
		const others = [
			{ ...login, baseUrl: `${HOST}/x` },
			{ ...login, username: 'karia' },
			{ ...login, username: 'kari\na', password: 'pass' },
			{ ...login, password: 'a  pass' },
		];
		const prints = [login, ...others].map(fingerprintOf);
		expect(new Set(prints).size).toBe(prints.length);
		for (const print of prints) expect(print).toMatch(/^[\da-f]{16}$/);
	});

	it('is told apart where name and password only meet at another place', () => {
		const one = fingerprintOf({ ...login, username: 'ab', password: 'c' });
		expect(fingerprintOf({ ...login, username: 'a', password: 'bc' })).not.toBe(one);
	});
});

describe('the session that n8n keeps', () => {
	const session = { cookie: 'A=1', header: 'X-CSRF', token: 't' };
	const sessionToken = packSession(fingerprintOf(login), sessionText(session));

	it('is continued by the login that it was got with, and by no other', () => {
		expect(sessionOf({ ...login, sessionToken })).toEqual(session);
		expect(sessionOf({ ...login, password: 'another', sessionToken })).toBeUndefined();
		expect(sessionOf({ ...login, baseUrl: 'https://other.example', sessionToken })).toBeUndefined();
	});

	it.each([7, '', 'no JSON', '{}', 'null', `${fingerprintOf(login)}.{}`])('is none: %p', (stored) => {
		expect(sessionOf({ ...login, sessionToken: stored })).toBeUndefined();
		expect(sessionOf(login)).toBeUndefined();
	});
});

describe('secrets', () => {
	it('are the password, the pair, and what the session bears', () => {
		const session = sessionText({ cookie: 'A=1; B=2=3', header: 'X-CSRF', token: 't' });
		expect(secretsOf({ ...login, sessionToken: packSession('of-another-login', session) })).toEqual([
			'a pass',
			SIGNED,
			'1',
			'2=3',
			't',
		]);
		expect(secretsOf(login)).toEqual(['a pass', SIGNED]);
	});

	it('are none for a login without a password', () => {
		expect(secretsOf({ ...login, password: '' })).toEqual(['']);
	});
});
