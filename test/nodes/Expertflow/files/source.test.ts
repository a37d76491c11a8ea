import { Fields } from '../../../../nodes/engine/fields';
import { readSource, secretsOfSource } from '../../../../nodes/Expertflow/files/source';
import { properties } from '../../../../nodes/Expertflow/UploadFileFromUrl/properties';

const required = { sourceUrl: 'https://media.example.test/m/77', channel: 'WHATSAPP' };

const read = (additionalFields = {}, fileDetails = {}) =>
	readSource(Fields.of({ ...required, additionalFields, fileDetails }, properties));

describe('the order to fetch a file', () => {
	it('has the spellings of the page', () => {
		const more = { conversationId: '48213', apiKey360: 'invented' };
		expect(read(more, { fileName: 'photo.jpg', mimeType: 'image/jpeg' })).toEqual({
			sourceUrl: 'https://media.example.test/m/77',
			channel: 'WHATSAPP',
			conversationId: '48213',
			fileName: 'photo.jpg',
			mime_type: 'image/jpeg',
			APIKey360: 'invented',
		});
	});

	it('has no key for what is not given', () => {
		expect(read()).toStrictEqual(required);
	});

	it('hands on what the source asks for to sign in', () => {
		const oauth = { token: 'abc', type: 'Bearer' };
		expect(read({ oauth: JSON.stringify(oauth) })).toStrictEqual({ ...required, oauth });
	});

	it('has secrets: its key, and all texts of its sign-in', () => {
		const oauth = { token: 'abc', expires: 3600, scope: 'read' };
		expect(secretsOfSource({ ...required, oauth, APIKey360: 'key' })).toEqual(['key', 'abc', 'read']);
		expect(secretsOfSource(required)).toEqual(['']);
	});
});
