import { Failure } from './errors';

const HIDDEN = '[hidden]';

/** The forms in which a secret could come back in a vendor's text. Very short ones would blot out ordinary words. */
function forms(secret: string): string[] {
	const forms = [
		secret,
		// The HTTP client takes out what no header can carry
		secret.replace(/[^\t\x20-\x7e\x80-\xff]/g, '').trim(),
		encodeURIComponent(secret),
		JSON.stringify(secret).slice(1, -1),
		Buffer.from(secret).toString('base64'),
	];
	return secret.length < 4 ? [] : forms;
}

/** The failure with every secret in its texts replaced, for vendors that repeat what they were sent. */
export function scrub(failure: Failure, secrets: string[]): Failure {
	const hidden = [...new Set(secrets.flatMap(forms))].sort((a, b) => b.length - a.length);
	const clean = (text: string) => hidden.reduce((rest, secret) => rest.split(secret).join(HIDDEN), text);
	const facts = Object.entries(failure.facts).map(([name, value]) => [
		name,
		typeof value === 'string' ? clean(value) : value,
	]);
	return new Failure({ ...failure.facts, ...(Object.fromEntries(facts) as Partial<Failure['facts']>) });
}
