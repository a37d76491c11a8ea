import type { UploadFile } from '../../../../nodes/engine/upload';
import { checkFile, type FileRules } from '../../../../nodes/Haptik/SendFile/checkFile';

const rules: FileRules = { field: 'Input Data Field Name', kind: 'auto', maxMegabytes: 10 };

function file(fileName: string, mimeType: string, size = 1000): UploadFile {
	const open = () => {
		throw new Error('a check must not read the file');
	};
	return { fileName, mimeType, size, open };
}

const checked = (fileName: string, mimeType: string, more: Partial<FileRules> = {}) =>
	checkFile(file(fileName, mimeType), { ...rules, ...more });

describe('the type of a file', () => {
	it.each([
		['jpg', 'image/jpeg', '1'],
		['jpeg', 'image/jpeg', '1'],
		['png', 'image/png', '1'],
		['gif', 'image/gif', '1'],
		['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', '52'],
		['doc', 'application/msword', '52'],
		['pdf', 'application/pdf', '52'],
		['xls', 'application/vnd.ms-excel', '52'],
		['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', '52'],
		['csv', 'text/csv', '52'],
	])('.%s is sent as %s, message type %s', (extension, mimeType, messageType) => {
		const name = `Offer 2.0 für Zoë.${extension}`;
		for (const known of [
			mimeType,
			mimeType.toUpperCase(),
			`${mimeType}; charset=utf-8`,
			'application/octet-stream',
			'',
		]) {
			expect(checked(name, known)).toMatchObject({ fileName: name, mimeType, messageType });
		}
		const kind = messageType === '1' ? 'image' : 'document';
		expect(checked(name, mimeType, { kind }).messageType).toBe(messageType);
	});

	it.each([
		['PHOTO.JPG', 'image/jpeg', '1'],
		['photo.jpg', 'image/jpg', '1'],
		['list.csv', 'application/vnd.ms-excel', '52'],
		['list.csv', 'text/plain', '52'],
		['list.csv', 'application/x-image/csv', '52'],
		['offer.pdf', 'application/x-pdf', '52'],
		['photo.png', 'image/x-png', '1'],
		['photo.jpg', 'image/pjpeg', '1'],
		['letter.docx', 'application/zip', '52'],
	])('%s of type %s passes', (fileName, mimeType, messageType) => {
		expect(checked(fileName, mimeType)).toMatchObject({ fileName, messageType });
	});
});

describe('a name without an extension', () => {
	it.each([
		['scan', 'application/pdf', 'scan.pdf'],
		['file', 'image/jpeg', 'file.jpg'],
		['Offer 2.5', 'application/pdf', 'Offer 2.5.pdf'],
		['Offer.', 'text/csv; charset=utf-8', 'Offer.csv'],
		['To be continued...', 'image/png ; q=1', 'To be continued.png'],
		['sheet', 'application/vnd.ms-excel', 'sheet.xls'],
	])('%s of type %s is sent as %s', (fileName, mimeType, sent) => {
		expect(checked(fileName, mimeType).fileName).toBe(sent);
	});

	it('is refused when the MIME type says nothing', () => {
		expect(() => checked('scan', 'application/octet-stream')).toThrow(
			'"Input Data Field Name" holds scan, which has no extension and the type application/octet-stream',
		);
	});
});

describe('refused', () => {
	it.each([
		['clip.mp4', 'video/mp4', 'the extension .mp4'],
		['voice.mp3', 'audio/mpeg', 'the extension .mp3'],
		['photo.webp', 'image/webp', 'the extension .webp'],
		['setup.exe', 'application/pdf', 'the extension .exe'],
		['invoice.pdf.zip', 'application/pdf', 'the extension .zip'],
		['a.constructor', 'application/pdf', undefined],
	])('%s of type %s', (fileName, mimeType, words) => {
		const check = () => checked(fileName, mimeType);
		if (words === undefined) expect(check().fileName).toBe(`${fileName}.pdf`);
		else expect(check).toThrow(`holds ${fileName}, which has ${words}`);
	});

	it.each([
		['scan.jpg', 'application/pdf'],
		['photo.jpg', 'image/webp'],
		['photo.png', 'image/jpeg'],
		['letter.pdf', 'video/mp4'],
		['letter.pdf', 'application/vnd.ms-excel'],
		['list.csv', 'application/pdf'],
		['letter.doc', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
	])('%s whose MIME type is %s, until the user names it', (fileName, mimeType) => {
		expect(() => checked(fileName, mimeType)).toThrow(
			`"Input Data Field Name" holds ${fileName}, which is of type ${mimeType} by its MIME type but .${fileName.split('.')[1]} by its name`,
		);
		const chosenIn = 'File Details > File Name';
		expect(checked(fileName, mimeType, { chosenIn }).fileName).toBe(fileName);
	});

	it.each([
		['image', 'letter.pdf', '"Message Type" is Image, but letter.pdf is a document'],
		['document', 'photo.gif', '"Message Type" is Document, but photo.gif is an image'],
	] as const)('%s when the file is %s', (kind, fileName, message) => {
		expect(() => checked(fileName, '', { kind })).toThrow(message);
	});

	it.each([
		[10_000_000, 10],
		[11_000_000, 11],
	])('above %i bytes at %i MB', (limit, maxMegabytes) => {
		const check = (size: number) => checkFile(file('a.png', 'image/png', size), { ...rules, maxMegabytes });
		expect(check(limit).size).toBe(limit);
		expect(() => check(limit + 1)).toThrow(`more than the ${maxMegabytes} MB allowed`);
	});

	it('without a single byte', () => {
		expect(() => checkFile(file('a.png', 'image/png', 0), rules)).toThrow('holds a.png, which is empty');
		// Whatever it is called, the message ends in a word
		expect(() => checkFile(file('.', 'image/png', 0), rules)).toThrow(/holds \., which is empty$/);
	});

	it('by the field of the name that the user chose', () => {
		const chosenIn = 'File Details > File Name';
		expect(() => checked('clip.mp4', 'image/jpeg', { chosenIn })).toThrow(
			'"File Details > File Name" holds clip.mp4, which has the extension .mp4',
		);
	});

	it('with how to go on', () => {
		expect(() => checked('clip.mp4', 'video/mp4')).toThrow(
			expect.objectContaining({
				facts: expect.objectContaining({
					remedy: expect.stringMatching(
						/jpg, jpeg, png and gif .* docx, doc, pdf, xls, xlsx and csv/,
					) as unknown,
					delivery: 'notSent',
					field: 'Input Data Field Name',
				}) as unknown,
			}) as Error,
		);
	});
});
