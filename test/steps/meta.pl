# meta.pl TREE: what META.json lacks of the PGXN Meta Spec 1.0.0, one thing a line; nothing if it is well.
use strict;
use warnings;
use JSON::PP;

my ($tree) = @ARGV;
my @faults;
my $semver = qr/\A(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-?[A-Za-z][0-9A-Za-z.-]*)?\z/;
my $uri = qr{\A[a-z][a-z0-9+.-]*:\S+\z}i;

sub slurp
{
	my ($file) = @_;
	open my $in, '<', "$tree/$file" or die "$file: $!";
	local $/;
	return <$in>;
}

# the prototype: a match that fails would be an empty list
sub need ($$)
{
	my ($good, $fault) = @_;
	push @faults, $fault unless $good;
}

sub text { return defined $_[0] && !ref $_[0] && length $_[0] }
sub map_of { return ref $_[0] eq 'HASH' && %{ $_[0] } }
sub term { return text($_[0]) && $_[0] =~ m{\A[^\s/\\[:cntrl:]]{2,}\z} }

my $meta = decode_json(slurp('META.json'));

need(text($meta->{$_}), "no $_") for qw(abstract name version);
need(term($meta->{name}), 'name is no term');
need(($meta->{version} // '') =~ $semver, 'version is no semantic version');
my @maintainers = ref $meta->{maintainer} eq 'ARRAY' ? @{ $meta->{maintainer} } : ($meta->{maintainer});
need(@maintainers && !grep({ !text($_) } @maintainers), 'no maintainer');
my @licenses = ref $meta->{license} eq 'ARRAY' ? @{ $meta->{license} } : ($meta->{license});
if (ref $meta->{license} eq 'HASH')
{
	need(!grep({ !/$uri/ } values %{ $meta->{license} }), 'license: no URI');
}
else
{
	need(!grep({ ($_ // '') !~ /\A(?:agpl_3|apache_[12]_[01]|artistic_[12]|bsd|freebsd|gfdl_1_[23]|gpl_[123]|lgpl_[23]_[01]|
		mit|mozilla_1_[01]|openssl|perl_5|postgresql|qpl_1_0|ssleay|sun|zlib|open_source|restricted|unrestricted|unknown)\z/x }
		@licenses), 'license is none of the words for one');
}
need(map_of($meta->{'meta-spec'}) && ($meta->{'meta-spec'}{version} // '') =~ $semver, 'meta-spec has no version');

need(map_of($meta->{provides}), 'provides nothing');
for my $name (sort keys %{ $meta->{provides} // {} })
{
	my $provided = $meta->{provides}{$name};

	need(term($name), "provides: $name is no term");
	need(text($provided->{file}) && -f "$tree/$provided->{file}", "provides: $name: no file");
	need(!exists $provided->{docfile} || -f "$tree/$provided->{docfile}", "provides: $name: no docfile");
	need(($provided->{version} // '') =~ $semver, "provides: $name: no version");
}

for my $phase (sort keys %{ $meta->{prereqs} // {} })
{
	need($phase =~ /\A(?:configure|build|test|runtime|develop)\z/, "prereqs: $phase is no phase");
	for my $relation (sort keys %{ $meta->{prereqs}{$phase} })
	{
		need($relation =~ /\A(?:requires|recommends|suggests|conflicts)\z/, "prereqs: $relation is no relation");
		my $versions = $meta->{prereqs}{$phase}{$relation};
		need($versions->{$_} eq '0' || $versions->{$_} =~ $semver, "prereqs: $_: no version") for sort keys %$versions;
	}
}
my ($control) = slurp('caseload.control') =~ /^requires\s*=\s*'(.*)'/m;
need(exists $meta->{prereqs}{runtime}{requires}{$_}, "prereqs: caseload.control requires $_")
  for split /\s*,\s*/, $control // '';

need(!exists $meta->{release_status} || $meta->{release_status} =~ /\A(?:stable|testing|unstable)\z/,
	'release_status is none');
need(!grep({ !text($_) || m{[/\\[:cntrl:]]} || length > 255 } @{ $meta->{tags} // [] }), 'a tag is no term');

# what is not known is left out: an address that leads nowhere is worse than none
my $resources = $meta->{resources} // {};
my @addresses = map { ref $_ ? grep({ defined } @$_{qw(url web mailto)}) : $_ } values %$resources;
need(!grep({ !/$uri/ && !/\A[^\s@]+@[^\s@]+\z/ } @addresses), 'resources: no URI');
need(!grep({ /example|localhost|TODO|FIXME|URL-OF/i } @addresses, @maintainers), 'a placeholder stands in it');

print "META.json: $_\n" for @faults;
exit(@faults ? 1 : 0);
