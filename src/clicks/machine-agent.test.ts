import { list } from "isbot";
import { expect, test } from "vitest";
import { isMachineAgent, namesOfApps } from "./machine-agent.ts";

const android = (app: string) =>
  `Mozilla/5.0 (Linux; Android 14; SM-A546E Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.6478.134 Mobile Safari/537.36 ${app}`;
const iphone = (app: string) =>
  `Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 ${app}`;
const desktop = (app: string) =>
  `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 ${app}`;

const people: readonly (readonly [string, string])[] = [
  [
    "Facebook on Android, without a browser's name",
    "[FBAN/FB4A;FBAV/567.1.0.52.74;FBBV/1003893689;FBDM/{density=3.0,width=1080,height=2340};FBLC/id_ID;FBRV/1012267334;FBCR/TELKOMSEL;FBMF/samsung;FBBD/samsung;FBPN/com.facebook.katana;FBDV/SM-A546E;FBSV/15;FBOP/1;FBCA/arm64-v8a:;]",
  ],
  [
    "Facebook Lite",
    "[FBAN/EMA;FBAV/412.0.0.9.115;FBBV/616661021;FBDV/Redmi Note 12;FBLC/id_ID;FBCR/by.U;FBMF/Xiaomi;FBBD/Redmi;FBPN/com.facebook.lite;FBSV/13;FBOP/19;FBCA/arm64-v8a:armeabi-v7a:;]",
  ],
  [
    "Messenger on Android",
    "Dalvik/2.1.0 (Linux; U; Android 14; SM-S918B Build/UP1A.231005.007) [FBAN/Orca-Android;FBAV/470.0.0.41.104;FBPN/com.facebook.orca;FBLC/id_ID;FBBV/620000000;FBCR/XL Axiata;FBMF/samsung;FBDV/SM-S918B;FBSV/14;FBCA/arm64-v8a:null;FBDM/{density=3.0,width=1080,height=2181};FB_FW/1;]",
  ],
  ["Facebook's browser of today", android("MetaIAB Facebook")],
  [
    "Facebook as iOS names it",
    iphone(
      "[FBAN/FBIOS;FBAV/530.0.0.50.90;FBBV/802000000;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS;FBSV/17.5.1;FBSS/3;FBID/phone;FBLC/id_ID;FBOP/5;FBRV/0;IABMV/1]",
    ),
  ],
  [
    "Instagram",
    android(
      "Instagram 340.0.0.22.109 Android (34/14; 450dpi; 1080x2115; samsung; SM-A546E; a54x; s5e8835; id_ID; 621280120; IABMV/1)",
    ),
  ],
  [
    "Threads",
    android(
      "Barcelona 340.0.0.22.109 Android (34/14; 450dpi; 1080x2115; samsung; SM-A546E; a54x; s5e8835; id_ID; 621280120)",
    ),
  ],
  [
    "TikTok",
    android(
      "musical_ly_2023502030 JsSdk/1.0 NetType/WIFI Channel/googleplay AppName/musical_ly app_version/35.2.3 ByteLocale/id-ID ByteFullLocale/id-ID Region/ID AppId/1233 Spark/1.5.8.1 AppVersion/35.2.3 BytedanceWebview/d8a21c6",
    ),
  ],
  ["Line", iphone("Safari Line/14.9.0 LIFF")],
  ["KakaoTalk", android(";KAKAOTALK 2410850")],
  [
    "WeChat on Windows",
    desktop(
      "MicroMessenger/7.0.20.1781(0x6700143B) NetType/WIFI MiniProgramEnv/Windows WindowsWechat/WMPF WindowsWechat(0x63090a13) XWEB/9129 Flue",
    ),
  ],
  ["Zalo", iphone("Zalo iOS/615 ZaloTheme/light ZaloLanguage/vn")],
  ["Grab", android("Grab/5.310.0 (Android 14; Build 88888)")],
  ["Gojek", android("Gojek/5.5.1 (com.gojek.app)")],
  [
    "Shopee",
    android(
      "Beeshop locale/id version=31620 appver=31620 rnver=1716789012 app_type=1 platform=web_android os_ver=34",
    ),
  ],
  ["Tokopedia", android("TkpdAndroid/3.262 tokopedia-webview")],
  ["Lazada", iphone("AliApp(LA/7.52.0) Lazada/7.52.0 WindVane/8.7.2 1170x2532 WK")],
  ["Telegram", android("Telegram-Android/11.2.3 (Samsung SM-A546E; Android 14; SDK 34; HIGH)")],
  ["LinkedIn", android("[LinkedInApp]/9.29.5983")],
  ["Pinterest", iphone("[Pinterest/iOS]")],
  ["X", iphone("Twitter for iPhone/10.47")],
  ["Snapchat", iphone("Snapchat/12.95.0.38 (like Safari/8618.2.12.10.9, panda)")],
  ["NAVER", iphone("Safari/605.1 NAVER(inapp; search; 2000; 12.5.2; 14PROMAX)")],
  [
    "DingTalk",
    iphone(
      "AliApp(DingTalk/7.6.0) com.laiwang.DingTalk/38000000 Channel/201200 language/en UT4Aplus/0.0.6 WK",
    ),
  ],
  ["Google's app", android("GSA/15.24.28.29.arm64")],
  ["Google Lens", android("com.google.ar.lens")],
  ["DuckDuckGo", android("DuckDuckGo/5")],
  ["Ecosia", android("(Ecosia android@126.0.6478.134)")],
  ["an app that names its maker's host", android("RingkasApp/2.1 (id.ringkas.com)")],
  [
    "a QR scanner",
    "Mozilla/5.0 (Linux; Android 13; SM-A536E) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36 QRScanner/3.1",
  ],
  ["a barcode scanner on an iPhone", iphone("BarcodeScanner/9.2")],
  ["a QR reader in Korea", iphone("QRCodeScan 4.1")],
  ["a scanner within a shop's app", android("ScanAndGo/1.9")],
  ["a news app", android("KompasNews/8.4")],
  ["Opera News", android("OPR/66.2 OperaNews/12.7")],
  ["SmartNews", iphone("SmartNews/24.6.20")],
  ["a downloader", android("VideoDownloader/4.0")],
  ["a reader of feeds", iphone("Feedly/94.0.2")],
  ["an app of a newspaper that checks facts", android("CekFakta Checker/1.2")],
  ["an app with a pipe in its agent", android("baiduboxapp/042_2.7.3|544176010472968/1")],
  [
    "Kik, which names itself first",
    "Kik/15.15.0.21560 (Android 10) Mozilla/5.0 (Linux; Android 10; Pixel 2 Build/QP1A.190711.020; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/74.0.3729.186 Mobile Safari/537.36",
  ],
  [
    "UC Browser on a feature phone",
    "UCWEB/2.0 (Java; U; MIDP-2.0; id; NokiaC3-00) U2/1.0.0 UCBrowser/9.4.1.482 U2/1.0.0 Mobile UNTRUSTED/1.0",
  ],
  [
    "Opera Mini on a feature phone",
    "Opera/9.80 (J2ME/MIDP; Opera Mini/9.80 (S60; SymbOS; Opera Mobi/23.348; U; id) Presto/2.5.25 Version/10.54",
  ],
  ["a phone of Nokia", "NokiaC3-00/5.0(08.63)Profile/MIDP-2.1Configuration/CLDC-1.1"],
  [
    "a phone of Samsung",
    "SAMSUNG-GT-S5620/1.0 SHP/VPP/R5 Dolfin/1.5 Nextreaming SMM-MMS/1.2.0 profile/MIDP-2.1 configuration/CLDC-1.1",
  ],
  ["a BlackBerry", "BlackBerry8520/5.0.0.681 Profile/MIDP-2.1 Configuration/CLDC-1.1 VendorID/600"],
  [
    "a phone of Cubot",
    "Mozilla/5.0 (Linux; Android 8.0.0; CUBOT_P20) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/70.0.3538.110 Mobile Safari/537.36",
  ],
  ["KaiOS", "Mozilla/5.0 (Mobile; Nokia_8110_4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5"],
  [
    "Slack's own window",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Slack/4.39.90 Chrome/127.0.6533.72 Electron/13.1.9 Safari/537.36",
  ],
  [
    "SeaMonkey",
    "Mozilla/5.0 (X11; Linux x86_64; rv:91.0) Gecko/20100101 Firefox/91.0 SeaMonkey/2.53.18",
  ],
  ["Lynx", "Lynx/2.8.9rel.1 libwww-FM/2.14 SSL-MM/1.4.1 OpenSSL/1.1.1d"],
];

const machines: readonly (readonly [string, string])[] = [
  ["none", ""],
  ["Word and PowerPoint", "Mozilla/4.0 (compatible; ms-office; MSOffice rmj)"],
  [
    "Outlook on Windows",
    "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; Win64; x64; Trident/7.0; .NET4.0C; .NET4.0E; Microsoft Outlook 16.0.17531; ms-office; MSOffice 16)",
  ],
  ["Outlook of today", "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.5431; Pro)"],
  [
    "Outlook on a Mac",
    "MacOutlook/16.84.24041420 (Intelx64 Mac OS X Version 14.4.1 (Build 23E224))",
  ],
  ["Outlook on an iPhone", "Outlook-iOS/709.2042344.prod.iphone (3.21.0)"],
  [
    "Excel on a Mac",
    "Microsoft Office Excel/16.44.1213 (Mac OS/11.1; Desktop; en-US; AppStore; Apple/MacBookAir10,1)",
  ],
  ["Skype for Business", "OC/16.0.13231.20390 (Skype for Business)"],
  [
    "Skype and Teams",
    "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com",
  ],
  [
    "Microsoft's previews",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; MicrosoftPreview/2.0; +https://aka.ms/MicrosoftPreview) Chrome/126.0.0.0 Safari/537.36",
  ],
  ["iMessage", "com.apple.LinkPresentation (unknown version) CFNetwork/1494.0.7 Darwin/23.4.0"],
  [
    "iMessage as it poses",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0",
  ],
  ["an app on an iPhone that fetches", "Zalo/205.0 CFNetwork/1494.0.7 Darwin/23.4.0"],
  ["Safari that fetches an icon", "MobileSafari/8618.2.12.10.9 CFNetwork/1496.0.7 Darwin/23.5.0"],
  ["Thunderbird", "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Thunderbird/115.10.1"],
  [
    "Betterbird",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:115.0) Gecko/20100101 Betterbird/115.11.0",
  ],
  ["Lotus Notes", "Mozilla/4.0 (compatible; Lotus-Notes/6.0; Windows-NT)"],
  ["Airmail", "Airmail 1.4 rv:238 (Macintosh; Mac OS X 10.9.2; en_US)"],
  ["eM Client", "eMClient/9.3.6041.0"],
  ["The Bat!", "The Bat! 4.0.0.22"],
  ["Evolution", "Evolution/3.52.3"],
  ["the mails of NAVER", "NaverMailApp/2.2.2 (Android 10; SM-G986N)"],
  [
    "the mails of Yahoo",
    "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html",
  ],
  [
    "Gmail's images",
    "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
  ],
  ["Dart", "Dart/3.3 (dart:io)"],
  ["Dart with two digits", "Dart/2.19 (dart:io)"],
  [
    "PowerShell 7",
    "Mozilla/5.0 (Windows NT 10.0; Microsoft Windows 10.0.22631; en-US) PowerShell/7.4.2",
  ],
  ["PowerShell 7 on Linux", "Mozilla/5.0 (Linux; Ubuntu 22.04.4 LTS; en-US) PowerShell/7.4.2"],
  [
    "Windows PowerShell",
    "Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.19041.1682",
  ],
  ["OkHttp", "okhttp/4.12.0"],
  ["Android's own client", "Dalvik/2.1.0 (Linux; U; Android 13; SM-A536E Build/TP1A.220624.014)"],
  ["Alamofire", "Gojek/4.75.1 (com.go-jek.Gojek; build:17264309; iOS 15.4.1) Alamofire/5.5.0"],
  [
    "Cronet",
    "com.zhiliaoapp.musically/2022505030 (Linux; U; Android 12; en_US; SM-A536E; Build/SP1A.210812.016; Cronet/TTNetVersion:57844a4b)",
  ],
  ["Ktor", "ktor-client"],
  ["aiohttp", "Python/3.11 aiohttp/3.9.5"],
  ["httpx", "python-httpx/0.27.0"],
  ["reqwest", "reqwest/0.12.4"],
  ["undici", "undici"],
  ["Deno", "Deno/1.44.0"],
  ["Guzzle", "GuzzleHttp/7"],
  ["libwww-perl", "libwww-perl/6.77"],
  ["Faraday", "Faraday v2.9.0"],
  ["Unity", "UnityPlayer/2021.3.16f1 (UnityWebRequest/1.0, libcurl/7.84.0-DEV)"],
  ["a player of films", "VLC/3.0.20 LibVLC/3.0.20"],
  ["Slackbot", "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)"],
  ["WhatsApp", "WhatsApp/2.24.13.77 A"],
  ["Telegram", "TelegramBot (like TwitterBot)"],
  ["Discord", "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)"],
  [
    "Discord's images",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 11.6; rv:92.0) Gecko/20100101 Firefox/92.0 (compatible; Discordbot/2.0)",
  ],
  ["Mattermost", "mattermost-bot/1.1"],
  ["Viber", "Viber/21.0 CFNetwork/1494 Darwin/23.4.0"],
  [
    "KakaoTalk's fetcher",
    "facebookexternalhit/1.1; kakaotalk-scrap/1.0; +https://devtalk.kakao.com/t/scrap/33984",
  ],
  [
    "Facebook's fetcher",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
  ],
  ["Facebook's catalogue", "facebookcatalog/1.0"],
  ["Misskey", "SummalyBot/5.1.0"],
  [
    "ChatGPT",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot",
  ],
  [
    "a crawler that poses as a phone",
    "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36 (compatible; Google-InspectionTool/1.0)",
  ],
  [
    "a crawler of TikTok",
    "Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36 (compatible; Bytespider; spider-feedback@bytedance.com)",
  ],
  ["a scanner of cookies", desktop("CookieHubScan/3.0")],
  [
    "a headless browser",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/126.0.0.0 Safari/537.36",
  ],
  ["a scanner of mails", "Barracuda Sentinel (EE)"],
  ["a load balancer", "ELB-HealthChecker/2.0"],
  ["Kubernetes", "kube-probe/1.29"],
];

test.for(people)("a person's browser is %s", ([, agent]) => {
  expect(isMachineAgent(agent)).toBe(false);
});

test.for(machines)("a machine's agent is %s", ([, agent]) => {
  expect(isMachineAgent(agent)).toBe(true);
});

test("what is taken out of isbot's list is in it", () => {
  expect(namesOfApps.filter((pattern) => !list.includes(pattern))).toEqual([]);
});
