import { z } from 'zod';

import { jsonIn } from '../engine/answer';

const packed = z.object({ login: z.string(), cookie: z.string(), header: z.string(), token: z.string() });

/**
 * An HTTP session of Genesys: its cookie and, where the site has CSRF protection on, the token that was issued with it and the header that
 * carries it. https://enu.docs.genesys.com/Documentation/GWS/8.5.2/API/CSRFProtection
 */
export type Session = z.infer<typeof packed>;

type Headers = Record<string, unknown>;

function lines(value: unknown): string[] {
	if (Array.isArray(value)) return value.map(String);
	return typeof value === 'string' ? value.split('\n') : [];
}

/**
 * Reads a session from the headers of any answer to a GET. Without CSRF headers the site has its protection off, which is no error.
 *
 * @param headers with lower-case names; several cookies as a list, or joined by line feeds
 * @param login fingerprint of the login that the session belongs to
 */
export function readSession(headers: Headers, login: string): Session {
	const cookie = lines(headers['set-cookie'])
		.map((line) => line.split(';')[0].trim())
		.filter((pair) => pair !== '')
		.join('; ');
	const header = lines(headers['x-csrf-header'])[0]?.trim() ?? '';
	const token = header === '' ? '' : (lines(headers[header.toLowerCase()])[0] ?? '');
	return { login, cookie, header: token === '' ? '' : header, token };
}

/** The headers with which a session is continued. */
export function sessionHeaders({ cookie, header, token }: Session): Record<string, string> {
	return { ...(cookie === '' ? {} : { Cookie: cookie }), ...(header === '' ? {} : { [header]: token }) };
}

/** The values of the session's cookies, without their names. */
export function cookieValues({ cookie }: Session): string[] {
	return cookie.split('; ').map((pair) => pair.slice(pair.indexOf('=') + 1));
}

/** The session as one text, the way n8n keeps it with the credential. Never empty: n8n would ask for a new one before every request. */
export function packSession(session: Session): string {
	return JSON.stringify(session);
}

/** Reads back what `packSession` gave; undefined for anything else. */
export function unpackSession(value: unknown): Session | undefined {
	return typeof value === 'string' ? packed.safeParse(jsonIn(value)).data : undefined;
}
