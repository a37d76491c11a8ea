import { codeOf, networkFailure, troubleIn } from '../../nodes/engine/network';

const request = { vendor: 'Acme', url: 'https://acme.example:8443/v1/x?token=1', timeoutMs: 2_000 };
const quiet = { timedOut: false, cancelled: false };
const facts = (trouble: object, url = request.url) =>
	networkFailure({ ...request, url }, { ...quiet, ...trouble })?.facts;

const notFound = {
	message: 'The host acme.example:8443 was not found',
	remedy: 'Check the address in the credential for typing mistakes.',
	delivery: 'notSent',
};
const unreachable = {
	message: 'Acme could not be reached at acme.example:8443',
	remedy: 'Check the address in the credential and that this machine may connect to it.',
	delivery: 'notSent',
	repeatable: true,
};
const insecure = {
	message: 'No secure connection to acme.example:8443 could be made',
	remedy: 'Check that the address should start with https:// and that its certificate is valid and trusted.',
	delivery: 'notSent',
};
const tooSlow = {
	message: 'Acme did not answer within 2 seconds',
	remedy: 'Allow a longer Timeout in the options.',
	elsewhere: 'Try again. If it happens often, have the network between n8n and Acme looked at.',
	delivery: 'uncertain',
	repeatable: true,
};
const broken = {
	message: 'The connection to Acme broke before its answer was complete',
	remedy: 'If it happens often, have the network between n8n and Acme looked at.',
	anew: 'Try again.',
	delivery: 'uncertain',
	repeatable: true,
};
const cancelled = {
	message: 'The execution was canceled while the request was under way',
	remedy: '',
	anew: 'Run it again if it is still wanted.',
	delivery: 'uncertain',
};
const unsendable = {
	message: 'The request to Acme could not be written',
	remedy:
		'Check the address and the other values in the credential, and the values of this item, for characters that do not belong there.',
	elsewhere:
		'Check the address and the other values in the credential, and the fields of the node, for characters that do not belong there.',
	delivery: 'notSent',
};

describe('networkFailure', () => {
	it.each([
		['ENOTFOUND', {}, { ...notFound, repeatable: false }],
		['EAI_AGAIN', {}, { ...notFound, repeatable: true }],
		['ECONNREFUSED', {}, unreachable],
		['EHOSTUNREACH', { syscall: 'connect' }, unreachable],
		['ENETUNREACH', { syscall: 'connect' }, unreachable],
		['EHOSTUNREACH', { syscall: 'read' }, broken],
		['ENETUNREACH', { syscall: 'write' }, broken],
		['EHOSTUNREACH', {}, broken],
		['ENETDOWN', { syscall: 'read' }, broken],
		['ECONNRESET', { shakingHands: true }, unreachable],
		['ETIMEDOUT', { syscall: 'read', shakingHands: true }, unreachable],
		['ETIMEDOUT', { syscall: 'connect' }, unreachable],
		['ETIMEDOUT', { syscall: 'connect', timedOut: true }, unreachable],
		['DEPTH_ZERO_SELF_SIGNED_CERT', {}, insecure],
		['CERT_HAS_EXPIRED', {}, insecure],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', {}, insecure],
		['ERR_TLS_CERT_ALTNAME_INVALID', {}, insecure],
		['SELF_SIGNED_CERT_IN_CHAIN', {}, insecure],
		['INVALID_CA', {}, insecure],
		['HOSTNAME_MISMATCH', {}, insecure],
		['INVALID_PURPOSE', {}, insecure],
		['PATH_LENGTH_EXCEEDED', {}, insecure],
		['CRL_HAS_EXPIRED', {}, insecure],
		['ERROR_IN_CERT_NOT_AFTER_FIELD', {}, insecure],
		['ERROR_IN_CRL_NEXT_UPDATE_FIELD', {}, insecure],
		['NO_CERT_AT_ALL', {}, broken],
		['INVALID_CALL', {}, broken],
		['INVALID_PURPOSES', {}, broken],
		['PATH_LENGTH_EXCEEDED_BY_ALL', {}, broken],
		['HOSTNAME_MISMATCHED', {}, broken],
		['ERR_TLS_HANDSHAKE_TIMEOUT', { shakingHands: true }, insecure],
		['ERR_TLS_HANDSHAKE_TIMEOUT', {}, broken],
		['EPROTOTYPE', { shakingHands: true }, unreachable],
		['NO_EPROTO', { shakingHands: true }, unreachable],
		['EPROTO', { shakingHands: true, syscall: 'write' }, insecure],
		['ERR_SSL_WRONG_VERSION_NUMBER', { shakingHands: true }, insecure],
		['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', { shakingHands: true }, insecure],
		['EPROTO', { syscall: 'write' }, broken],
		['EPROTO', { shakingHands: false }, broken],
		['ERR_SSL_WRONG_VERSION_NUMBER', { shakingHands: false }, broken],
		['ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC', {}, broken],
		['X_UNABLE_TO_TELL', {}, broken],
		['ECONNRESET', {}, broken],
		['ETIMEDOUT', { syscall: 'read' }, broken],
		['ERR_CANCELED', { timedOut: true }, tooSlow],
		['ERR_CANCELED', { cancelled: true }, cancelled],
		['ECONNREFUSED', { cancelled: true, timedOut: true }, cancelled],
		['ERR_INVALID_CHAR', {}, unsendable],
		['HPE_ERR_INVALID_HEADER', {}, broken],
		['ERR_INVALID_URL', {}, unsendable],
		['ERR_UNESCAPED_CHARACTERS', {}, unsendable],
		['ERR_HTTP_INVALID_HEADER_VALUE', {}, unsendable],
	])('reads %s %p', (code, trouble, expected) => {
		expect(facts({ code, ...trouble })).toEqual({ ...expected, vendor: 'Acme', networkCode: code });
	});

	it('reads what has no code of the network', () => {
		expect(facts({ timedOut: true })).toEqual({ ...tooSlow, vendor: 'Acme' });
		expect(facts({ syscall: 'connect' })).toEqual({ ...unreachable, vendor: 'Acme' });
		expect(facts({})).toBeUndefined();
	});

	it.each(['SsrfBlockedIpError', 'SsrfBlockedHostnameError'])(
		'knows n8n’s own %s, wrapped or not',
		(name) => {
			const blocked = Object.assign(new Error('The request was blocked'), { name });
			for (const caught of [blocked, new Error('n8n', { cause: blocked })]) {
				expect(networkFailure(request, { ...quiet, ...troubleIn(caught) })?.facts).toEqual({
					vendor: 'Acme',
					message: "n8n's protection of its own network does not let it connect to acme.example:8443",
					remedy:
						'If the address is right, whoever runs n8n can allow it by N8N_SSRF_ALLOWED_HOSTNAMES or N8N_SSRF_ALLOWED_IP_RANGES.',
					delivery: 'notSent',
				});
			}
			expect(troubleIn(new Error('SsrfBlockedIpError')).blocked).toBe(false);
		},
	);

	it('shows an address that it cannot read as it is', () => {
		expect(facts({ code: 'ENOTFOUND' }, 'acme')?.message).toBe('The host acme was not found');
	});
});

describe('what an error tells', () => {
	const socket = (secureConnecting: unknown) => ({ request: { socket: { secureConnecting } } });

	it.each<[unknown, object]>([
		[
			{ code: 'EPIPE', syscall: 'write' },
			{ code: 'EPIPE', syscall: 'write' },
		],
		[{ code: 7, syscall: 'read' }, { syscall: 'read' }],
		[{ code: 'EPIPE', syscall: {} }, { code: 'EPIPE' }],
		[socket(true), { shakingHands: true }],
		[socket(false), { shakingHands: false }],
		[{ code: 'EPIPE', ...socket('perhaps') }, { code: 'EPIPE' }],
		[{ code: 'EPIPE', request: 'GET' }, { code: 'EPIPE' }],
		[{}, {}],
		[undefined, {}],
		['EPIPE', {}],
		// What n8n has found in it
		[{ httpCode: 'EPIPE' }, { code: 'EPIPE' }],
		[{ httpCode: '502' }, { code: 'ERR_BAD_RESPONSE' }],
		[{ httpCode: 'E502' }, { code: 'E502' }],
		[{ httpCode: '5XX' }, { code: '5XX' }],
		[{ httpCode: 502 }, {}],
		[{ code: 'EPIPE', httpCode: '502' }, { code: 'EPIPE' }],
		// One within another
		[
			{ cause: { code: 'EPIPE', syscall: 'write', ...socket(true) } },
			{ code: 'EPIPE', syscall: 'write', shakingHands: true },
		],
		[
			{ code: 'ERR', ...socket(false), cause: { code: 'EPIPE', ...socket(true) } },
			{ code: 'ERR', shakingHands: false },
		],
		[{ httpCode: '502', cause: { syscall: 'read' } }, { syscall: 'read' }],
		[{ cause: { cause: { httpCode: '502' } } }, { code: 'ERR_BAD_RESPONSE' }],
		[{ cause: null }, {}],
	])('is read of %j', (caught, expected) => {
		expect(troubleIn(caught)).toStrictEqual({
			code: undefined,
			syscall: undefined,
			shakingHands: undefined,
			blocked: false,
			...expected,
		});
	});

	it.each(['NotSsrfBlocked', 'Error'])('is no protection where it is named %s', (name) => {
		expect(troubleIn({ name }).blocked).toBe(false);
	});

	it.each([
		[{ httpCode: '502' }, '502'],
		[{ httpCode: 'EPIPE', code: 'ERR' }, 'EPIPE'],
		[{ code: 'EPIPE' }, undefined],
		[null, undefined],
	])('n8n has found in %j: %s', (caught, code) => expect(codeOf(caught)).toBe(code));
});
