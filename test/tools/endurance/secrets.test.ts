import type { Received } from '../../../sandbox';
import { KnownSecrets } from '../../e2e/secrets/known';
import { findings } from '../../e2e/secrets/search';

describe('the search for secrets', () => {
	const secret = 'pa"ss wörd/1';

	it.each([
		['as it is', secret],
		['in JSON', JSON.stringify({ secret })],
		['in JSON within JSON', JSON.stringify(JSON.stringify({ secret }))],
		['in an address', encodeURIComponent(secret)],
		['in a form', new URLSearchParams({ secret }).toString()],
		['in base64', Buffer.from(secret).toString('base64')],
		['in base64 for addresses', Buffer.from(secret).toString('base64url')],
	])('finds one %s', (_where, text) => {
		expect(findings({ log: `before ${text} after` }, [secret, 'another-secret'])).toEqual([
			expect.stringContaining(`log: "${secret}"`),
		]);
	});

	it('finds nothing where there is none', () => {
		expect(findings({ log: 'nothing to see' }, [secret])).toEqual([]);
	});

	it('knows what a request proves itself with, and what is issued to it', () => {
		const secrets = new KnownSecrets();
		const basic = Buffer.from('agent:basic-password').toString('base64');
		secrets.addKeys({ username: 'agent-number-one', clientSecret: 'client-secret-1' });
		secrets.addFrom({
			headers: {
				authorization: `Basic ${basic}`,
				cookie: 'id=cookie-value-1',
				'x-csrf-token': 'csrf-value-1',
			},
			query: {},
			body: { params: { access_token: 'access-value-1', text: 'an open value' } },
			answer: { status: 200, body: { refresh_token: 'refresh-value-1' } },
		} as unknown as Received);
		expect(secrets.all().sort()).toEqual(
			[
				basic,
				'access-value-1',
				'agent:basic-password',
				'client-secret-1',
				'cookie-value-1',
				'csrf-value-1',
				'refresh-value-1',
			].sort(),
		);
	});
});
