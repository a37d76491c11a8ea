import { Fields } from '../../../../nodes/engine/fields';
import { readSource, secretsOfSource } from '../../../../nodes/Expertflow/files/source';
import { properties } from '../../../../nodes/Expertflow/UploadFileFromUrl/properties';
import { failureOf } from '../../../support/failure';

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

	it('is none of what no server fetches, and leads to the way for files of n8n', () => {
		const refused = () => readSource(Fields.of({ ...required, sourceUrl: 'filesystem-v2:a' }, properties));
		expect(failureOf(refused)).toMatchObject({
			field: 'Source URL',
			remedy: expect.stringContaining('For a file that n8n holds choose the file itself.') as string,
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
