import {
	extensionOf,
	extensionOfType,
	type FileFacts,
	isTelling,
	plainType,
	settleFile,
	typeOfName,
	UNKNOWN_TYPE,
	withExtension,
} from '../../nodes/engine/fileType';

const PNG = Buffer.from('\x89PNG\r\n\x1a\nrest', 'latin1');
const noBytes = async (): Promise<Uint8Array> => await Promise.reject(new Error('the file was opened'));
const settled = async (own: FileFacts, instead: FileFacts = {}) => await settleFile(own, instead, noBytes);
const sniffed = async (own: FileFacts, bytes: Buffer, instead: FileFacts = {}) =>
	await settleFile(own, instead, async () => await Promise.resolve(bytes));

describe('name and type complete each other', () => {
	it.each<[FileFacts, string, string]>([
		[{ fileName: 'photo.png', mimeType: 'image/png' }, 'photo.png', 'image/png'],
		[{ fileName: 'photo.png', mimeType: 'application/octet-stream' }, 'photo.png', 'image/png'],
		[
			{ fileName: 'photo.png', mimeType: 'Application/Octet-Stream; charset=binary' },
			'photo.png',
			'image/png',
		],
		[{ fileName: 'photo.PNG', mimeType: 'binary/octet-stream' }, 'photo.PNG', 'image/png'],
		[{ fileName: 'photo.png', mimeType: 'application/force-download' }, 'photo.png', 'image/png'],
		[{ fileName: 'photo.png', mimeType: '*/*' }, 'photo.png', 'image/png'],
		[{ fileName: 'photo.png', mimeType: 'png' }, 'photo.png', 'image/png'],
		[{ fileName: 'photo.png', mimeType: '' }, 'photo.png', 'image/png'],
		[{ fileName: 'photo.png' }, 'photo.png', 'image/png'],
		[{ fileName: 'voice.ogg', mimeType: 'application/octet-stream' }, 'voice.ogg', 'audio/ogg'],
		// A type that says something stays, whatever the name says
		[{ fileName: 'photo.png', mimeType: 'image/jpeg' }, 'photo.png', 'image/jpeg'],
		[{ fileName: 'table.csv', mimeType: 'text/plain' }, 'table.csv', 'text/plain'],
		[{ fileName: 'photo', mimeType: 'image/png' }, 'photo.png', 'image/png'],
		[{ fileName: 'photo', mimeType: 'IMAGE/JPG; q=1' }, 'photo.jpg', 'IMAGE/JPG; q=1'],
		[{ fileName: 'Offer 2.5', mimeType: 'application/pdf' }, 'Offer 2.5.pdf', 'application/pdf'],
		[{ fileName: 'photo.', mimeType: 'image/png' }, 'photo.png', 'image/png'],
		[{ fileName: 'photo..', mimeType: 'image/png' }, 'photo.png', 'image/png'],
		[{ fileName: 'photo.raw', mimeType: 'image/png' }, 'photo.raw', 'image/png'],
		[{ fileName: '.png', mimeType: 'application/octet-stream' }, '.png', 'image/png'],
		[{ fileName: 'odd', mimeType: 'x/odd' }, 'odd', 'x/odd'],
		[{ mimeType: 'image/png' }, 'file.png', 'image/png'],
		[{ mimeType: 'x/odd' }, 'file', 'x/odd'],
		[{ fileName: ' photo.png \r\n', mimeType: 'image/png' }, 'photo.png', 'image/png'],
		[{ fileName: '\u00a0photo ', mimeType: 'image/png' }, 'photo.png', 'image/png'],
		[{ fileName: '  ', mimeType: 'image/png' }, 'file.png', 'image/png'],
		// The extension that n8n keeps beside the name
		[{ extension: 'jpg', mimeType: 'image/png' }, 'file.jpg', 'image/png'],
		[{ fileName: 'photo', extension: 'png' }, 'photo.png', 'image/png'],
		[{ fileName: 'photo', extension: 'png', mimeType: UNKNOWN_TYPE }, 'photo.png', 'image/png'],
		[{ fileName: 'photo.jpg', extension: 'png', mimeType: UNKNOWN_TYPE }, 'photo.jpg', 'image/jpeg'],
		[{ fileName: 'photo', extension: 'bin', mimeType: 'image/png' }, 'photo.png', 'image/png'],
		[{ fileName: 'photo', extension: '../png', mimeType: 'image/png' }, 'photo.png', 'image/png'],
	])('%j is sent as %s of type %s, without a look at its bytes', async (own, fileName, mimeType) => {
		expect(await settled(own)).toEqual({ fileName, mimeType });
	});

	it.each<[FileFacts, FileFacts, string, string]>([
		[{ fileName: 'b' }, { fileName: 'a.png', mimeType: 'image/png' }, 'b', 'image/png'],
		[{ fileName: 'b.jpg' }, { fileName: 'a.png', mimeType: UNKNOWN_TYPE }, 'b.jpg', 'image/jpeg'],
		[{ fileName: 'b.jpg' }, { fileName: 'a.png', mimeType: 'image/png' }, 'b.jpg', 'image/png'],
		[{ fileName: 'b' }, { fileName: 'a.png', mimeType: UNKNOWN_TYPE }, 'b', 'image/png'],
		[
			{ mimeType: 'application/pdf' },
			{ fileName: 'a.png', mimeType: 'image/png' },
			'a.png',
			'application/pdf',
		],
		[{ mimeType: 'application/pdf' }, { fileName: 'a' }, 'a.pdf', 'application/pdf'],
		[{ mimeType: UNKNOWN_TYPE }, { fileName: 'a.png' }, 'a.png', UNKNOWN_TYPE],
	])('what the user gives wins: %j for %j', async (instead, own, fileName, mimeType) => {
		expect(await settled(own, instead)).toEqual({ fileName, mimeType });
	});
});

describe('where both are silent', () => {
	it.each<[FileFacts, FileFacts, string, string]>([
		[{}, {}, 'file.png', 'image/png'],
		[{ fileName: 'photo', mimeType: UNKNOWN_TYPE }, {}, 'photo.png', 'image/png'],
		[{ fileName: 'photo', mimeType: 'binary/octet-stream', extension: 'bin' }, {}, 'photo.png', 'image/png'],
		[{ fileName: 'photo.bin', mimeType: UNKNOWN_TYPE }, {}, 'photo.bin', 'image/png'],
		[{ fileName: 'photo.' }, {}, 'photo.png', 'image/png'],
		[{ fileName: 'a' }, { fileName: 'b' }, 'b', 'image/png'],
	])('the first bytes speak: %j, %j', async (own, instead, fileName, mimeType) => {
		expect(await sniffed(own, PNG, instead)).toEqual({ fileName, mimeType });
	});

	it('and the bytes too, nothing is made up', async () => {
		const unknown = Buffer.from('nothing that is known');
		expect(await sniffed({ fileName: 'photo', mimeType: 'binary/octet-stream' }, unknown)).toEqual({
			fileName: 'photo',
			mimeType: UNKNOWN_TYPE,
		});
		expect(await sniffed({}, Buffer.alloc(0))).toEqual({ fileName: 'file', mimeType: UNKNOWN_TYPE });
	});
});

describe('the table', () => {
	it.each([
		['a.png', 'png'],
		['a.b.JPEG', 'jpeg'],
		['a.7z', '7z'],
		['a.mp4', 'mp4'],
		['.pdf', 'pdf'],
		['Offer 2.5', undefined],
		['a.', undefined],
		['a', undefined],
		['a.eightlet', 'eightlet'],
		['a.ninelette', undefined],
		['a.longerthan8', undefined],
		['a.p g', undefined],
		['a.!png', undefined],
		['a.3gp', '3gp'],
		['png', undefined],
		['a.pdf ', undefined],
	])('%j ends in %s', (name, extension) => expect(extensionOf(name)).toBe(extension));

	it.each([
		['a.jfif', 'image/jpeg'],
		['a.opus', 'audio/ogg'],
		['a.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
		['a.constructor', undefined],
		['a.odd', undefined],
		['a', undefined],
	])('%s is of type %s', (name, type) => expect(typeOfName(name)).toBe(type));

	it.each([
		['image/jpeg', 'jpg'],
		['image/jpg', 'jpg'],
		[' Audio/MP3 ; a=b', 'mp3'],
		['text/x-csv', 'csv'],
		['constructor', undefined],
		['toString', undefined],
		[UNKNOWN_TYPE, undefined],
	])('%s ends in %s', (type, extension) => expect(extensionOfType(type)).toBe(extension));

	it('knows types by their usual names', () => {
		expect(plainType('IMAGE/PJPEG; q=1')).toBe('image/jpeg');
		expect(plainType('x/odd')).toBe('x/odd');
		expect(plainType('')).toBe('');
	});

	it.each([
		['image/png', true],
		['text/plain', true],
		['x/odd', true],
		['application/octet-stream', false],
		['APPLICATION/OCTET-STREAM;x=y', false],
		['binary/octet-stream', false],
		['image', false],
		['', false],
		[undefined, false],
	])('%s says something: %s', (type, telling) => expect(isTelling(type)).toBe(telling));
});

describe('every type that chats carry', () => {
	it.each([
		['image/jpeg', 'jpg jpeg jpe jfif'],
		['image/png', 'png'],
		['image/gif', 'gif'],
		['image/webp', 'webp'],
		['image/avif', 'avif'],
		['image/heic', 'heic heif'],
		['image/bmp', 'bmp'],
		['image/tiff', 'tif tiff'],
		['image/svg+xml', 'svg'],
		['video/mp4', 'mp4 m4v'],
		['video/quicktime', 'mov'],
		['video/3gpp', '3gp'],
		['video/webm', 'webm'],
		['video/mpeg', 'mpeg mpg'],
		['video/ogg', 'ogv'],
		['video/x-msvideo', 'avi'],
		['video/x-matroska', 'mkv'],
		['audio/mpeg', 'mp3 mpga'],
		['audio/ogg', 'ogg oga opus'],
		['audio/wav', 'wav'],
		['audio/mp4', 'm4a'],
		['audio/aac', 'aac'],
		['audio/amr', 'amr'],
		['audio/flac', 'flac'],
		['application/pdf', 'pdf'],
		['application/msword', 'doc'],
		['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
		['application/vnd.ms-excel', 'xls'],
		['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
		['application/vnd.ms-powerpoint', 'ppt'],
		['application/vnd.openxmlformats-officedocument.presentationml.presentation', 'pptx'],
		['application/vnd.oasis.opendocument.text', 'odt'],
		['application/vnd.oasis.opendocument.spreadsheet', 'ods'],
		['application/vnd.oasis.opendocument.presentation', 'odp'],
		['application/rtf', 'rtf'],
		['application/json', 'json'],
		['application/xml', 'xml'],
		['application/zip', 'zip'],
		['application/gzip', 'gz'],
		['application/vnd.rar', 'rar'],
		['application/x-7z-compressed', '7z'],
		['application/vnd.ms-outlook', 'msg'],
		['message/rfc822', 'eml'],
		['text/plain', 'txt log'],
		['text/csv', 'csv'],
		['text/html', 'html htm'],
		['text/css', 'css'],
		['text/markdown', 'md'],
		['text/calendar', 'ics'],
		['text/vcard', 'vcf'],
	])('%s is that of the extensions %s, the first of which it gives', (type, extensions) => {
		const all = extensions.split(' ');
		expect(all.map((extension) => typeOfName(`a.${extension}`))).toEqual(all.map(() => type));
		expect(extensionOfType(type)).toBe(all[0]);
		expect(plainType(type)).toBe(type);
	});

	it.each([
		['image/jpg', 'image/jpeg'],
		['image/pjpeg', 'image/jpeg'],
		['image/x-png', 'image/png'],
		['image/heif', 'image/heic'],
		['image/x-ms-bmp', 'image/bmp'],
		['video/x-m4v', 'video/mp4'],
		['video/avi', 'video/x-msvideo'],
		['audio/mp3', 'audio/mpeg'],
		['audio/x-mp3', 'audio/mpeg'],
		['audio/opus', 'audio/ogg'],
		['audio/wave', 'audio/wav'],
		['audio/x-wav', 'audio/wav'],
		['audio/m4a', 'audio/mp4'],
		['audio/x-m4a', 'audio/mp4'],
		['audio/x-aac', 'audio/aac'],
		['audio/x-flac', 'audio/flac'],
		['application/ogg', 'audio/ogg'],
		['application/x-pdf', 'application/pdf'],
		['application/x-zip-compressed', 'application/zip'],
		['application/x-gzip', 'application/gzip'],
		['application/x-rar-compressed', 'application/vnd.rar'],
		['application/csv', 'text/csv'],
		['text/x-csv', 'text/csv'],
		['text/rtf', 'application/rtf'],
		['text/xml', 'application/xml'],
		['text/x-markdown', 'text/markdown'],
		['text/x-vcard', 'text/vcard'],
	])('%s is another name of %s', (other, type) => {
		expect(plainType(other)).toBe(type);
		expect(extensionOfType(other)).toBe(extensionOfType(type));
		expect(isTelling(other)).toBe(true);
	});

	it.each([
		'*/*',
		'application/octet-stream',
		'application/binary',
		'application/unknown',
		'application/download',
		'application/x-download',
		'application/force-download',
		'application/x-octet-stream',
		'binary/octet-stream',
	])('%s is none', (type) => expect(isTelling(type)).toBe(false));
});

describe('withExtension', () => {
	it.each([
		['scan', 'pdf', 'scan.pdf'],
		['Offer 2.5', 'pdf', 'Offer 2.5.pdf'],
		['To be continued...', 'png', 'To be continued.png'],
		['photo.JPG', 'png', 'photo.JPG'],
		['photo', undefined, 'photo'],
		['', 'png', 'file.png'],
	])('of %j and %s is %s', (name, extension, whole) => expect(withExtension(name, extension)).toBe(whole));
});
