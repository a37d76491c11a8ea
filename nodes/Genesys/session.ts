import { z } from 'zod';

import { jsonIn } from '../engine/answer';

const session = z.object({ cookie: z.string(), header: z.string(), token: z.string() });

/**
 * An HTTP session of Genesys: its cookie and, where the site has CSRF protection on, the token that was issued with it and the header that
 * carries it. https://enu.docs.genesys.com/Documentation/GWS/8.5.2/API/CSRFProtection
 */
export type Session = z.infer<typeof session>;

type Headers = Record<string, unknown>;

/** What a header may be called. https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;

function lines(value: unknown): string[] {
	if (Array.isArray(value)) return value.map(String);
	return typeof value === 'string' ? value.split('\n') : [];
}

/** The cookies that an answer sets, by their names. */
export function cookiesIn(headers: Headers): Array<[name: string, value: string]> {
	return lines(headers['set-cookie'])
		.map((line) => line.split(';')[0].trim())
		.filter((pair) => pair.indexOf('=') > 0)
		.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]);
}

/**
 * Reads a session from the headers of any answer to a GET. Without CSRF headers the site has its protection off, which is no error.
 *
 * @param headers with lower-case names; several cookies as a list, or joined by line feeds
 */
export function readSession(headers: Headers): Session {
	const cookie = cookiesIn(headers)
		.map((pair) => pair.join('='))
		.join('; ');
	const header = lines(headers['x-csrf-header'])[0]?.trim() ?? '';
	const [token = ''] = lines(headers[header.toLowerCase()]);
	if (token === '' || !HEADER_NAME.test(header)) return { cookie, header: '', token: '' };
	return { cookie, header, token };
}

/** Whether an answer goes with a session: one to a GET bears the session's own token. Without CSRF protection nothing shows it, and nothing depends on it. */
export function isContinued(headers: Headers, { token }: Session): boolean {
	const answered = readSession(headers).token;
	return answered === '' || answered === token;
}

/**
 * The headers with which a session is continued.
 *
 * @param more cookies of the request's own
 */
export function sessionHeaders({ cookie, header, token }: Session, more = ''): Record<string, string> {
	const cookies = [cookie, more].filter((part) => part !== '').join('; ');
	return { ...(cookies === '' ? {} : { Cookie: cookies }), ...(header === '' ? {} : { [header]: token }) };
}

/** The values of the session's cookies, without their names. */
export function cookieValues({ cookie }: Session): string[] {
	return cookie.split('; ').map((pair) => pair.slice(pair.indexOf('=') + 1));
}

/** The session as one text. */
export function sessionText(opened: Session): string {
	return JSON.stringify(opened);
}

/** Reads back what `sessionText` gave; undefined for anything else. */
export function sessionIn(text: string): Session | undefined {
	return session.safeParse(jsonIn(text)).data;
}
