import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A key and the certificate that it has signed itself, both as PEM. */
export interface Certificate {
	key: string;
	cert: string;
}

// Object identifiers, DER-encoded: https://www.rfc-editor.org/rfc/rfc5280 and rfc5758
const ECDSA_WITH_SHA256 = '2a8648ce3d040302';
const COMMON_NAME = '550403';
const SUBJECT_ALT_NAME = '551d11';
const BASIC_CONSTRAINTS = '551d13';

const SEQUENCE = 0x30;
const DAY = 86_400_000;

/** Makes a certificate for 127.0.0.1 and localhost that nobody trusts unless told to. */
export function selfSignedCertificate(): Certificate {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const algorithm = der(SEQUENCE, objectId(ECDSA_WITH_SHA256));
	const name = der(
		SEQUENCE,
		der(0x31, der(SEQUENCE, objectId(COMMON_NAME), der(0x0c, Buffer.from('Vendor sandbox')))),
	);
	const validity = der(SEQUENCE, utcTime(Date.now() - DAY), utcTime(Date.now() + 365 * DAY));
	const signed = der(
		SEQUENCE,
		der(0xa0, der(0x02, Buffer.of(2))),
		der(0x02, Buffer.concat([Buffer.of(1), randomBytes(8)])),
		algorithm,
		name,
		validity,
		name,
		publicKey.export({ type: 'spki', format: 'der' }),
		der(0xa3, der(SEQUENCE, mayActAsAuthority(), hosts())),
	);
	const signature = der(0x03, Buffer.of(0), sign('sha256', signed, privateKey));
	return {
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		cert: pem(der(SEQUENCE, signed, algorithm, signature)),
	};
}

function mayActAsAuthority(): Buffer {
	return extension(BASIC_CONSTRAINTS, der(SEQUENCE, der(0x01, Buffer.of(0xff))));
}

function hosts(): Buffer {
	const dnsName = der(0x82, Buffer.from('localhost'));
	const ipAddress = der(0x87, Buffer.of(127, 0, 0, 1));
	return extension(SUBJECT_ALT_NAME, der(SEQUENCE, dnsName, ipAddress));
}

function extension(id: string, value: Buffer): Buffer {
	return der(SEQUENCE, objectId(id), der(0x04, value));
}

function objectId(hex: string): Buffer {
	return der(0x06, Buffer.from(hex, 'hex'));
}

function utcTime(time: number): Buffer {
	const digits = new Date(time).toISOString().replace(/\D/g, '');
	return der(0x17, Buffer.from(`${digits.slice(2, 14)}Z`));
}

function der(tag: number, ...contents: Buffer[]): Buffer {
	const content = Buffer.concat(contents);
	const { length } = content;
	const size =
		length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
	return Buffer.concat([Buffer.of(tag, ...size), content]);
}

function pem(bytes: Buffer): string {
	const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
	return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
