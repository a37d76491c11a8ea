import { secretsOfSource, sourceOrder } from '../../../nodes/Expertflow/sourceOrder';

const source = { sourceUrl: 'https://media.example.test/m/77', channel: 'WHATSAPP' };

describe('the order to fetch a file', () => {
	it('has no key for what is not given', () => {
		expect(sourceOrder(source)).toStrictEqual(source);
	});

	it('hands on what the source asks for to sign in', () => {
		const oauth = { token: 'abc', type: 'Bearer' };
		expect(sourceOrder({ ...source, oauth })).toStrictEqual({ ...source, oauth });
	});

	it('has secrets: its key, and all texts of its sign-in', () => {
		const oauth = { token: 'abc', expires: 3600, scope: 'read' };
		expect(secretsOfSource({ ...source, oauth, apiKey360: 'key' })).toEqual(['key', 'abc', 'read']);
		expect(secretsOfSource(source)).toEqual(['']);
	});
});
