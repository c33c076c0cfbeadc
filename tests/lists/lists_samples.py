# ruff: noqa: E501 - records of lists stand on one line, as the lists print them
"""A small whole file of every format, with invented parties, to be damaged by the tests."""

from __future__ import annotations

import msgspec
from lists_sheets import Cell, xlsx


class Sample(msgspec.Struct, frozen=True):
    """A file.

    Attributes:
        file: a name with its usual ending.
        records: how many records it holds.
        value: a text in one of its fields, which stands there once or is the first of several.
        is_sheet: whether it is a spreadsheet.
        lines: whether it is made of lines, so that nothing shows that whole lines were cut off.
    """

    file: str
    dataset: str
    data: bytes
    records: int
    value: bytes = b""
    is_sheet: bool = False
    lines: bool = False


def _xml(body: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>{body}'.encode()


def _sema(number: int) -> str:
    return f"<record><Country>Russia</Country><LastName>EXAMPLE{number}</LastName><GivenName>Ada Ivanovna</GivenName><Aliases>Adinka; Ада Пример</Aliases><DateOfBirth>1961-01-03</DateOfBirth><Schedule>1, Part 1</Schedule><Item>{number}</Item></record>"


def _un(number: int) -> str:
    return f"<INDIVIDUAL><DATAID>{number}</DATAID><FIRST_NAME>ADA </FIRST_NAME><SECOND_NAME>EXAMPLE{number}</SECOND_NAME><UN_LIST_TYPE>DRC</UN_LIST_TYPE><REFERENCE_NUMBER>CDi.{number}</REFERENCE_NUMBER><LISTED_ON>2012-11-30</LISTED_ON><INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Adinka</ALIAS_NAME></INDIVIDUAL_ALIAS><INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1961-01-03</DATE></INDIVIDUAL_DATE_OF_BIRTH></INDIVIDUAL>"


def _fsf(number: int) -> str:
    return f'<sanctionEntity euReferenceNumber="EU.{number}.1" logicalId="{number}" designationDate="2012-01-01"><remark>For example</remark><regulation programme="IRQ" numberTitle="1/2012"/><subjectType code="person"/><nameAlias firstName="Ada" lastName="Example" wholeName="Ada Example{number}" strong="true"/><birthdate birthdate="1961-01-03"/></sanctionEntity>'


def _whole(number: int) -> str:
    return f'<ENTITY Id="{number}" Type="P" programme="IRQ"><NAME><WHOLENAME>Ada Example{number}</WHOLENAME></NAME><BIRTH><DATE>1961-01-03</DATE></BIRTH></ENTITY>'


def _sdn_xml(number: int) -> str:
    return f"<sdnEntry><uid>{number}</uid><firstName>Ada</firstName><lastName>EXAMPLE{number}</lastName><sdnType>Individual</sdnType><programList><program>SYRIA</program></programList></sdnEntry>"


def _advanced(number: int) -> str:
    return f'<DistinctParty FixedRef="{number}"><Profile ID="{number}" PartySubTypeID="4"><Identity ID="{number}" Primary="true"><Alias AliasTypeID="1" Primary="true"><DocumentedName><DocumentedNamePart><NamePartValue NamePartGroupID="1">EXAMPLE{number}</NamePartValue></DocumentedNamePart></DocumentedName></Alias><NamePartGroups><MasterNamePartGroup><NamePartGroup ID="1" NamePartTypeID="1520"/></MasterNamePartGroup></NamePartGroups></Identity><Feature FeatureTypeID="8"><FeatureVersion><DatePeriod><Start><From><Year>1961</Year><Month>1</Month><Day>3</Day></From></Start></DatePeriod></FeatureVersion></Feature></Profile></DistinctParty>'


_ADVANCED_HEAD = '<Sanctions xmlns="http://www.un.org/sanctions/1.0"><DateOfIssue><Year>2019</Year><Month>3</Month><Day>14</Day></DateOfIssue><ReferenceValueSets><PartySubTypeValues><PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType></PartySubTypeValues><PartyTypeValues><PartyType ID="1">Individual</PartyType></PartyTypeValues><NamePartTypeValues><NamePartType ID="1520">Last Name</NamePartType></NamePartTypeValues><FeatureTypeValues><FeatureType ID="8">Birthdate</FeatureType></FeatureTypeValues><SanctionsTypeValues><SanctionsType ID="1">Program</SanctionsType></SanctionsTypeValues></ReferenceValueSets><DistinctParties>'
_ADVANCED_TAIL = '</DistinctParties><SanctionsEntries><SanctionsEntry ID="1" ProfileID="1"><EntryEvent><Date><Year>2015</Year><Month>7</Month><Day>30</Day></Date></EntryEvent><SanctionsMeasure SanctionsTypeID="1"><Comment>UKRAINE-EO13662</Comment></SanctionsMeasure></SanctionsEntry></SanctionsEntries></Sanctions>'


def _uksl(number: int) -> str:
    return f"<Designation><UniqueID>RUS{number}</UniqueID><DateDesignated>29/06/2022</DateDesignated><Names><Name><Name1>Ada</Name1><Name6>EXAMPLE{number}</Name6><NameType>Primary Name</NameType></Name></Names><RegimeName>Russia</RegimeName><IndividualEntityShip>Individual</IndividualEntityShip><SanctionsImposed>Asset freeze</SanctionsImposed></Designation>"


def _seco(number: int) -> str:
    return f'<target ssid="{number}"><sanctions-set-id>12</sanctions-set-id><individual><identity main="true"><name name-type="primary-name"><name-part order="1" name-part-type="family-name"><value>Example{number}</value></name-part><name-part order="2" name-part-type="given-name"><value>Ada</value></name-part></name></identity></individual></target>'


_CONLIST = (
    "Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,DOB,Other Information,Group Type,Alias Type,Regime,Listed On,Group ID"
)
_CONROW = "EXAMPLE{n},Ada,,,,,05/02/1969,For example,Individual,Primary name,Russia,10/03/2022,{n}"
_EUCSV = "Date_file;Entity_logical_id;Subject_type;Leba_url;Programme;Entity_remark;Naal_wholename;Birt_date;EU_ref_num"
_DPL = "Name\tStreet_Address\tCity\tState\tCountry\tPostal_Code\tEffective_Date\tExpiration_Date\tStandard_Order\tLast_Update\tAction\tFR_Citation"
_CSL = "source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,standard_order,license_requirement,license_policy,call_sign,vessel_type,gross_tonnage,gross_registered_tonnage,vessel_flag,vessel_owner,remarks,source_list_url,alt_names,citizenships,dates_of_birth,nationalities,places_of_birth,source_information_url,ids"
_AU = [
    "Reference",
    "Name of Individual or Entity",
    "Type",
    "Name Type",
    "Date of Birth",
    "Place of Birth",
    "Citizenship",
    "Address",
    "Additional Information",
    "Listing Information",
    "Committees",
    "Control Date",
]
_UA = [
    "№ указу",
    "Дата указу",
    "Дія щодо об'єкту санкцій",
    "п/н",
    "Тип обмеження",
    "Дата закінчення обмеження",
    "Назва укр.",
    "Дата народження",
]
_THREE = (1, 2, 3)


def _rows(pattern: str, sign: str = "\r\n") -> str:
    return sign.join(pattern.replace("{n}", str(n)) for n in _THREE)


def _sheet(header: list[str], row: list[Cell]) -> bytes:
    rows = [[str(cell).replace("{n}", str(n)) if isinstance(cell, str) else cell for cell in row] for n in _THREE]
    return xlsx({"Sheet1": [list(header), *rows]})


def _csl_row(number: int) -> str:
    known = {
        "source": "Specially Designated Nationals (SDN) - Treasury Department",
        "entity_number": str(number),
        "type": "Individual",
        "programs": "SYRIA",
        "name": f"Ada Example{number}",
    }
    return ",".join(known.get(name, "") for name in _CSL.split(","))


SAMPLES = {
    "ca-sema xml": Sample("sema.xml", "ca-sema", _xml(f"<data-set>{''.join(map(_sema, _THREE))}</data-set>"), 3, b"Adinka"),
    "ca-sema json": Sample("sema.json", "ca-sema", msgspec.json.encode({"record": [{"Country": "Russia", "LastName": f"EXAMPLE{n}", "GivenName": "Ada"} for n in _THREE]}), 3, b"Ada"),
    "ca-osfi": Sample("list.txt", "ca-osfi", ("Title\t\t\t\r\nID #2\tEntity\tAddress/Other Information\tBasis\r\n" + _rows("{n}.00\tExample Organisation {n}\tSomewhere\tCC (February 12, 2003)") + "\r\n").encode(), 3, b"Somewhere", lines=True),
    "un-sc": Sample("un.xml", "un-sc", _xml(f'<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09Z"><INDIVIDUALS>{"".join(map(_un, _THREE))}</INDIVIDUALS></CONSOLIDATED_LIST>'), 3, b"Adinka"),
    "eu-fsf xml": Sample("fsf.xml", "eu-fsf", _xml(f'<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2022-03-18T14:52:26">{"".join(map(_fsf, _THREE))}</export>'), 3, b"For example"),
    "eu-fsf whole": Sample("global.xml", "eu-fsf", _xml(f'<WHOLE Date="11/02/2016">{"".join(map(_whole, _THREE))}</WHOLE>'), 3, b"Ada Example1"),
    "eu-fsf csv": Sample("fsf.csv", "eu-fsf", (_EUCSV + "\r\n" + _rows("04/07/2018;{n};P;https://example.org;IRQ;For example;Ada Example{n};1961-01-03;EU.{n}.1") + "\r\n").encode(), 3, b"For example", lines=True),
    "us-ofac csv": Sample("sdn.csv", "us-ofac-sdn", (_rows('{n},"EXAMPLE, Ada{n}","individual","SYRIA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 1961; POB Omsk."') + "\r\n\x1a").encode(), 3, b"DOB 1961", lines=True),
    "us-ofac xml": Sample("sdn.xml", "us-ofac-sdn", _xml(f'<sdnList xmlns="http://tempuri.org/sdnList.xsd"><publshInformation><Publish_Date>03/14/2019</Publish_Date><Record_Count>3</Record_Count></publshInformation>{"".join(map(_sdn_xml, _THREE))}</sdnList>'), 3, b"SYRIA"),
    "us-ofac advanced": Sample("cons_advanced.xml", "us-ofac-cons", _xml(f"{_ADVANCED_HEAD}{''.join(map(_advanced, _THREE))}{_ADVANCED_TAIL}"), 3, b"EXAMPLE1"),
    "uk-conlist csv": Sample("ConList.csv", "uk-conlist", ("Last Updated,04/05/2022,,,,,,,,,,,\r\n" + _CONLIST + "\r\n" + _rows(_CONROW) + "\r\n").encode(), 3, b"For example", lines=True),
    "uk-conlist xlsx": Sample("ConList.xlsx", "uk-conlist", xlsx({"Data": [["Last Updated", "04/05/2022"], list(_CONLIST.split(",")), *[list(_CONROW.replace("{n}", str(n)).split(",")) for n in _THREE]]}), 3, is_sheet=True),
    "uk-sl xml": Sample("list.xml", "uk-sl", _xml(f"<Designations>{''.join(map(_uksl, _THREE))}</Designations>"), 3, b"EXAMPLE1"),
    "uk-sl json": Sample("list.json", "uk-sl", msgspec.json.encode([{"Unique ID": f"RUS{n}", "Name": f"EXAMPLE{n} Ada", "Type": "Individual", "Regime Name": "Russia"} for n in _THREE]), 3, b"EXAMPLE1"),
    "uk-sl csv": Sample("list.csv", "uk-sl", ("Report Date: 05-Jan-2026,,,\r\nUnique ID,Name 6,Regime Name,Designation Type\r\n" + _rows("RUS{n},EXAMPLE{n},Russia,Individual") + "\r\n").encode(), 3, b"EXAMPLE1", lines=True),
    "us-bis-dpl": Sample("dpl.txt", "us-bis-dpl", (_DPL + "\r\n" + _rows("ADA EXAMPLE{n}\t1 EXAMPLE DRIVE\tMIAMI\tFL\tUS\t33018\t10/16/2017\t10/13/2020\tY\t2017-10-23\tFR NOTICE ADDED\t82 F.R. 1") + "\r\n").encode(), 3, b"1 EXAMPLE DRIVE", lines=True),
    "us-csl": Sample("consolidated.csv", "us-csl", ("\r\n".join([_CSL, *map(_csl_row, _THREE)]) + "\r\n").encode(), 3, b"Ada Example1", lines=True),
    "ch-seco": Sample("list.xml", "ch-seco", _xml(f'<swiss-sanctions-list date="2022-05-04">{"".join(map(_seco, _THREE))}</swiss-sanctions-list>'), 3, b"Example1"),
    "au-dfat": Sample("regulation8.xlsx", "au-dfat", _sheet(_AU, ["{n}", "Ada EXAMPLE{n}", "Individual", "Primary Name", "3 Jan. 1961", "", "Russia", "NA", "", "Listed on 25 January 2001", "1988 (Taliban)", "15/12/2014"]), 3, is_sheet=True),
    "jp-mof": Sample("mof.xlsx", "jp-mof", _sheet(["告示日付", "告示番号", "日本語表記", "英語表記"], ["2022.3.1", "{n}", "例", "Ada Example{n}"]), 3, is_sheet=True),
    "ua-nsdc": Sample("nsdc.xlsx", "ua-nsdc", _sheet(_UA, ["176-2018", "2018-06-21", "застосування", "{n}", "1) блокування активів", "2021-06-21", "Приклад{n} Ада", "1961-01-03"]), 3, is_sheet=True),
    "names csv": Sample("names.csv", "own-list", ("name,birth date,notes\r\n" + _rows("Ada Example{n},1961-01-03,for example") + "\r\n").encode(), 3, b"for example", lines=True),
    "names xlsx": Sample("names.xlsx", "own-list", _sheet(["name", "birth date"], ["Ada Example{n}", "1961-01-03"]), 3, is_sheet=True),
    "caatsa csv": Sample("names.csv", "us-caatsa-241", ("name,source,notes\r\n" + _rows("Ada Example{n},https://example.org,for example") + "\r\n").encode(), 3, b"for example", lines=True),
    "ftm json": Sample("entities.json", "own-list", b"\n".join(msgspec.json.encode({"id": f"e{n}", "schema": "Person", "properties": {"name": [f"Ada Example{n}"]}}) for n in _THREE) + b"\n", 3, b"Ada Example1", lines=True),
}  # fmt: skip
