#!/bin/bash
# LibreOffice Calc (7.4.7, Debian 12), which sheets of salaries are worked out in, and a raise that is rounded to whole
# dollars: =ROUND(58700*1.035;0).
#
# Expected: 58,700 x 1.035 is 60,754.5, and ROUND, half up, gives 60,755: the more so as the sheet shows the product as
# 60754.5, says that it equals 60754.5 and that it differs from it by 0.
# Seen: 60754. The product is the double 60754.49999999999, one step of the last digit below; comparing and subtracting
# take the two for the same, ROUND does not. =ROUND(60754.5;0) beside it is 60755, so two cells that are equal round
# to different dollars. 58700+ROUND(58700*3.5%;0) is 60755.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cell() {
	printf '<table:table-cell table:formula="of:=%s" office:value-type="float"/>' "$1"
}
{
	echo '<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
	xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
	xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.3"
	office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:body><office:spreadsheet><table:table table:name="raise"><table:table-row>'
	cell '58700*1.035'
	cell '58700*1.035=60754.5'
	cell '58700*1.035-60754.5'
	cell 'ROUND(58700*1.035;0)'
	cell 'ROUND(60754.5;0)'
	cell '58700+ROUND(58700*3.5%;0)'
	echo '</table:table-row></table:table></office:spreadsheet></office:body></office:document>'
} >raise.fods
HOME=$folder soffice --headless "-env:UserInstallation=file://$folder/profile" --convert-to csv raise.fods >said 2>&1 ||
	cat said
echo '60754.5,TRUE,0,60754,60755,60755' >expected
diff -u expected raise.csv && echo "as seen with $(soffice --version | head -n 1)"
