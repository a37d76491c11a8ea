import type { INodeProperties } from 'n8n-workflow';

import { Fields } from '../../nodes/engine/fields';
import { fileDetailsField, readFileDetails } from '../../nodes/engine/fileDetails';
import { contextOf } from './context';

const size: INodeProperties = { displayName: 'File Size', name: 'fileSize', type: 'number', default: 0 };
const namesIn = ({ options = [] }: INodeProperties) => options.map(({ name }) => name);

describe('fileDetailsField', () => {
	it('has a name and a type, with what else the node takes between them', () => {
		const field = fileDetailsField({ fileName: 'As agents see it', mimeType: 'As it is sent' }, [size]);
		expect(field).toMatchObject({ displayName: 'File Details', name: 'fileDetails', type: 'collection' });
		expect(field.options).toMatchObject([
			{ displayName: 'File Name', name: 'fileName', description: 'As agents see it' },
			size,
			{ displayName: 'MIME Type', name: 'mimeType', description: 'As it is sent' },
		]);
	});

	it('has a name alone where the vendor goes by it', () => {
		expect(namesIn(fileDetailsField({ fileName: 'As agents see it' }))).toEqual(['fileName']);
	});
});

describe('readFileDetails', () => {
	const properties = [fileDetailsField({ fileName: 'As agents see it', mimeType: 'As it is sent' })];
	const read = (values: Record<string, unknown>) =>
		readFileDetails(Fields.ofItem(contextOf({ items: [values] }).context, 0, properties));

	it('gives what was filled in', () => {
		expect(read({ fileDetails: { fileName: ' Größe.pdf ', mimeType: 'application/pdf' } })).toEqual({
			fileName: 'Größe.pdf',
			mimeType: 'application/pdf',
		});
		expect(read({ fileDetails: { fileName: '', mimeType: ' ' } })).toEqual({});
		expect(read({})).toEqual({});
	});

	it('refuses what could not be sent, by its place', () => {
		expect(() => read({ fileDetails: { fileName: 'a/b.pdf' } })).toThrow('"File Details > File Name"');
		expect(() => read({ fileDetails: { mimeType: 'pdf' } })).toThrow('"File Details > MIME Type"');
	});
});
