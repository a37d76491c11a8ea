import { type Manifest, PLACEHOLDER, staleAddresses } from './addresses';

/** The domain of the address that the author's email has until the owner sets one. */
const PLACEHOLDER_DOMAIN = '@customer-chat-nodes.dev';
const AT_GITHUB = /^https:\/\/github\.com\/[\w.-]+\/n8n-nodes-customer-chat$/;

function aboutAddresses({ homepage, author }: Manifest, texts: Map<string, string>): string[] {
	const found: string[] = [];
	if (homepage === PLACEHOLDER) {
		found.push(`homepage in package.json is still ${PLACEHOLDER}: set it to your own repository.`);
	} else if (!AT_GITHUB.test(homepage)) {
		found.push(
			`homepage in package.json has to be https://github.com/<you>/n8n-nodes-customer-chat, without an ending, and is ${homepage}.`,
		);
	}
	if (author.email.endsWith(PLACEHOLDER_DOMAIN)) {
		found.push(`author.email in package.json is still ${author.email}: set an address that you read.`);
	}
	const stale = [...staleAddresses(texts, homepage).keys()];
	if (stale.length > 0) {
		found.push(`Another address than homepage stands in ${stale.join(', ')}: run \`npm run docs\`.`);
	}
	return found;
}

/** The heading of a version that is released: `## 1.2.3 (2026-11-30)`. */
const headingOf = (version: string) =>
	new RegExp(`^## ${version.replaceAll('.', '\\.')} \\(\\d{4}-\\d{2}-\\d{2}\\)$`, 'm');

function aboutVersion({ version }: Manifest, changelog: string, tag: string | undefined): string[] {
	const found: string[] = [];
	if (!headingOf(version).test(changelog)) {
		found.push(
			`CHANGELOG.md has no heading for this version with a day: write "## ${version} (<year>-<month>-<day>)".`,
		);
	}
	if (tag !== undefined && tag !== version) {
		found.push(`The tag is ${tag} and the version in package.json ${version}: they have to be the same.`);
	}
	return found;
}

/** What a release is judged by. */
export interface Release {
	manifest: Manifest;
	/** The texts in which an address of the pack stands, by their paths. */
	texts: Map<string, string>;
	changelog: string;
	/** The tag that is to be published, where there is one. */
	tag?: string;
}

/** What keeps the pack from being published, each in a sentence that says how to mend it; nothing when it may be. */
export function obstacles({ manifest, texts, changelog, tag }: Release): string[] {
	return [...aboutAddresses(manifest, texts), ...aboutVersion(manifest, changelog, tag)];
}
