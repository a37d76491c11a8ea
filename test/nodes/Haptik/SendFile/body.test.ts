import { Fields } from '../../../../nodes/engine/fields';
import { fileMessages } from '../../../../nodes/Haptik/SendFile/body';
import type { CheckedFile } from '../../../../nodes/Haptik/SendFile/checkFile';
import { properties } from '../../../../nodes/Haptik/SendFile/properties';

const file = (fileName: string, messageType: CheckedFile['messageType']): CheckedFile => ({
	fileName,
	mimeType: '',
	size: 1000,
	messageType,
	open: () => {
		throw new Error('a body must not read the file');
	},
});
const scan = file('scan.pdf', '52');
const photo = file('photo.jpg', '1');

const messages = (values: Record<string, unknown>, files = [scan]) =>
	fileMessages(Fields.of({ authId: 'cust_1', ...values }, properties), '7104', files);

it('gives Haptik’s parts in Haptik’s order, the caption even when it is empty', () => {
	expect(messages({ text: '' }).map((message) => Object.entries(message))).toEqual([
		[
			['auth_id', 'cust_1'],
			['business_id', '7104'],
			['message_type', '52'],
			['message_body', ''],
			['file', scan],
		],
	]);
});

it('gives the text to the first of several files, and each its own type', () => {
	const parts = { auth_id: 'cust_1', business_id: '7104' };
	expect(messages({ authId: ' cust_1 ', text: 'two files' }, [photo, scan])).toEqual([
		{ ...parts, message_type: '1', message_body: 'two files', file: photo },
		{ ...parts, message_type: '52', message_body: '', file: scan },
	]);
});
