import {
	baseUrlOf,
	basicAuthorization,
	fingerprintOf,
	loginOf,
	secretsOf,
} from '../../../nodes/Genesys/account';
import { packSession } from '../../../nodes/Genesys/session';

const HOST = 'https://gws.example.test';
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

describe('secrets', () => {
	it('are the password, the pair, and what the session bears', () => {
		const session = { login: 'x', cookie: 'A=1; B=2=3', header: 'X-CSRF', token: 't' };
		expect(secretsOf({ ...login, sessionToken: packSession(session) })).toEqual([
			'a pass',
			'kari:a pass',
			'1',
			'2=3',
			't',
		]);
		expect(secretsOf(login)).toEqual(['a pass', 'kari:a pass']);
	});

	it('are none for a login without a password', () => {
		expect(secretsOf({ ...login, password: '' })).toEqual(['']);
	});
});
